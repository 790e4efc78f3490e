package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelChange;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.model.ModelSnapshot;
import dev.shopfuse.training.model.SnapshotFiles;
import dev.shopfuse.training.network.SingleThread;
import dev.shopfuse.training.sample.SampleShards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Trains shares of the rounds of one run, one after the other, whichever come: what it returns is a
 * function of round and share alone. A share is a range of positions of the epoch, so of shards it
 * has two in memory.
 *
 * <p>Not thread-safe. Owns a model, threads and a database; close it.
 */
public final class ShareTrainer implements AutoCloseable {
  private final String run;
  private final SampleShards shards;
  private final FusedModel model;
  private final ExampleSource examples;
  private final BatchSteps steps;
  private int epoch;
  private int share = -1;

  private ShareTrainer(String run, SampleShards shards, FusedModel model, TargetCounts counts) {
    this.run = run;
    this.shards = shards;
    this.model = model;
    this.examples =
        ShardedInput.of(shards, model, counts).examples(model.config(), model.contexts());
    this.steps = new BatchSteps(model, examples);
  }

  /**
   * Opens what the rounds of a run need.
   *
   * @param scratch where the database puts its folder
   * @throws InputException if a folder of the round cannot be reached
   */
  public static ShareTrainer open(Round round, Path scratch) {
    SingleThread.use();
    Path beginning = mounted("MODEL", Path.of(round.beginning()));
    Path samples = mounted("the samples", Path.of(round.samples()));
    FusedModel model = ModelDirectory.load(beginning);
    SampleShards shards = SampleShards.open(samples, scratch);
    try {
      return new ShareTrainer(round.run(), shards, model, TargetCounts.read(beginning));
    } catch (IOException e) {
      shards.close();
      throw new InputException(beginning + " cannot be read: " + e, e);
    }
  }

  /** The driver has both folders, so one that is absent is not mounted here. */
  private static Path mounted(String what, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "%s is not there on a machine that trains; mount the folder of %s under one path on every machine"
              .formatted(folder, what));
    }
    return folder;
  }

  /** Returns which run it serves. */
  public String run() {
    return run;
  }

  /** Returns the share it trained last, whose shards it has in memory; -1 if none. */
  public int share() {
    return share;
  }

  /**
   * Trains a share of a round.
   *
   * @return what came of it, lazily: read it before the next call; empty if the share has no
   *     example left in this epoch
   */
  public Stream<ShareBlock> train(Round round, int shareNow) {
    SingleThread.use();
    share = shareNow;
    ModelSnapshot base = read(round.state());
    model.restore(base);
    if (epoch != round.epoch()) {
      epoch = round.epoch();
      examples.begin(epoch);
    }
    ShareReport report = steps(round);
    return report.steps() == 0
        ? Stream.empty()
        : ModelChange.since(base, model).map(block -> new ShareBlock(report, block));
  }

  private ShareReport steps(Round round) {
    int batch = model.config().training().batchSize();
    int end = round.start(share + 1, examples.size());
    int start = round.start(share, examples.size()) + round.stepsDone() * batch;
    LossWatch watch = new LossWatch();
    double losses = 0;
    int taken = 0;
    int from = start;
    while (taken < round.steps() && from < end) {
      int to = Math.min(end, from + batch);
      double loss = steps.compute(from, to);
      taken++;
      if (!watch.accept(loss, model.config().loss())) {
        return new ShareReport(share, taken, to - start, loss, steps.culprit());
      }
      steps.apply();
      losses += loss;
      from = to;
    }
    return new ShareReport(share, taken, from - start, losses, "");
  }

  private ModelSnapshot read(String state) {
    try {
      return SnapshotFiles.read(model, Path.of(state));
    } catch (IOException e) {
      throw new InputException("The weights in " + state + " cannot be read: " + e, e);
    }
  }

  @Override
  public void close() {
    steps.close();
    shards.close();
  }
}
