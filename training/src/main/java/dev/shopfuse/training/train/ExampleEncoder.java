package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.ShownNegatives;
import dev.shopfuse.training.sample.TrainingExample;

/** Turns examples into batches, with negatives drawn by (seed, epoch, example). Thread-safe. */
final class ExampleEncoder {
  private static final int[] NOTHING = {};

  private final TrainingConfig config;
  private final NegativeSampler shops;
  private final NegativeSampler items;
  private final ShownNegatives shownShops;
  private final ShownNegatives shownItems;
  private final float[] corrections;
  private final int examples;

  ExampleEncoder(TrainingConfig config, SampleSet samples) {
    this.config = config;
    this.shops = Samplers.shops(config, samples);
    this.items = Samplers.items(config, samples);
    this.shownShops = Samplers.shownShops(config);
    this.shownItems = Samplers.shownItems(config);
    this.corrections = Samplers.corrections(config, samples);
    this.examples = samples.exampleCount();
  }

  /** Begins a batch, or a shard of one, whose first example stands at a position of an epoch. */
  BatchBuilder batch(int epoch, int from) {
    BatchBuilder batch = new BatchBuilder(config, corrections);
    if (config.negatives().shared()) {
      // Numbered after the examples, so that no draw repeats one of theirs. Only the first shard's
      // draw counts, which begins where the batch does.
      batch.share(shops.draw(config.negatives().shops(), epoch, (long) examples + from, NOTHING));
    }
    return batch;
  }

  /** What a user visited, none of it a negative, and what it was shown and did not visit. */
  interface Known {
    int[] items(int user);

    int[] shops(int user);

    int[] shownItems(int user);

    int[] shownShops(int user);
  }

  /**
   * Adds an example.
   *
   * @param index number of the example, the same in every epoch
   */
  void add(
      BatchBuilder batch,
      UserPasts users,
      TrainingExample example,
      int epoch,
      int index,
      Known known) {
    int user = example.user();
    int[] knownShops = known.shops(user);
    int[] itemNegatives =
        config.hasItemTower()
            ? items.draw(config.negatives().items(), epoch, index, known.items(user))
            : NOTHING;
    boolean takesShown = config.negatives().impressionShare() > 0;
    if (takesShown) {
      shownItems.replace(itemNegatives, known.shownItems(user), epoch, index);
    }
    if (config.negatives().shared()) {
      batch.addSharing(users.context(example), example.shop(), knownShops, itemNegatives);
    } else {
      int[] negatives = shops.draw(config.negatives().shops(), epoch, index, knownShops);
      if (takesShown) {
        shownShops.replace(negatives, known.shownShops(user), epoch, index);
      }
      batch.add(users.context(example), example.shop(), negatives, itemNegatives);
    }
  }
}
