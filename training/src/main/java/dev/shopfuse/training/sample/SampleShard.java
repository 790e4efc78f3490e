package dev.shopfuse.training.sample;

import java.util.List;

/**
 * The users of one shard, with indices of their own from 0: train visits, examples, and what each
 * user knows. Immutable.
 */
public final class SampleShard implements KnownTargets {
  private final VisitSequences sequences;
  private final List<TrainingExample> examples;
  private final VisitSequences shown;
  private final TrainTally tally;

  SampleShard(
      VisitSequences sequences,
      List<TrainingExample> examples,
      VisitSequences shown,
      TrainTally tally) {
    this.sequences = sequences;
    this.examples = examples;
    this.shown = shown;
    this.tally = tally;
  }

  /** Returns the train visits of the users. */
  public VisitSequences sequences() {
    return sequences;
  }

  /** Returns the examples, by user and then by place in the user's life. */
  public List<TrainingExample> examples() {
    return examples;
  }

  @Override
  public int[] knownItems(int user) {
    return tally.knownItems(user);
  }

  @Override
  public int knownItemCount(int user) {
    return tally.knownItemCount(user);
  }

  @Override
  public int[] knownShops(int user) {
    return tally.knownShops(user);
  }

  @Override
  public int knownShopCount(int user) {
    return tally.knownShopCount(user);
  }

  @Override
  public int[] shownItems(int user) {
    return shown.itemVisits(user);
  }

  @Override
  public int[] shownShops(int user) {
    return shown.shopVisits(user);
  }
}
