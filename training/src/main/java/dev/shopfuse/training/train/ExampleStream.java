package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.TrainingExample;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The examples of an epoch in their order: shuffled by (seed, epoch), with negatives drawn by
 * (seed, epoch, example). So a position in an epoch is all that must be remembered to go on there.
 * Nothing but an order of ints is kept. Several threads may read shards of one epoch.
 */
final class ExampleStream {
  private final TrainingConfig config;
  private final SampleSet samples;
  private final UserPasts users;
  private final NegativeSampler shops;
  private final NegativeSampler items;
  private final float[] corrections;
  private int epoch;
  private int[] order = {};

  ExampleStream(TrainingConfig config, SampleSet samples, UserPasts users) {
    this.config = config;
    this.samples = samples;
    this.users = users;
    this.shops = Samplers.shops(config, samples);
    this.items = Samplers.items(config, samples);
    this.corrections = Samplers.corrections(config, samples);
  }

  /** Shuffles the examples for an epoch. */
  void begin(int nextEpoch) {
    epoch = nextEpoch;
    order = order(samples.train().size(), nextEpoch);
  }

  /** Returns the examples at the positions {@code from} to before {@code to} of the epoch. */
  BatchBuilder examples(int from, int to) {
    List<TrainingExample> examples = samples.train();
    BatchBuilder batch = new BatchBuilder(config, corrections);
    if (config.negatives().shared()) {
      // Numbered after the examples, so that no draw repeats one of theirs.
      batch.share(
          shops.draw(config.negatives().shops(), epoch, examples.size() + from, new int[0]));
    }
    for (int i = from; i < to; i++) {
      add(batch, examples.get(order[i]), order[i]);
    }
    return batch;
  }

  private void add(BatchBuilder batch, TrainingExample example, int index) {
    int user = example.user();
    int[] known = samples.knownShops(user);
    int[] itemNegatives =
        config.hasItemTower()
            ? items.draw(config.negatives().items(), epoch, index, samples.knownItems(user))
            : new int[0];
    if (config.negatives().shared()) {
      batch.addSharing(users.context(example), example.shop(), known, itemNegatives);
    } else {
      int[] negatives = shops.draw(config.negatives().shops(), epoch, index, known);
      batch.add(users.context(example), example.shop(), negatives, itemNegatives);
    }
  }

  private int[] order(int size, int ofEpoch) {
    SplittableRandom random =
        new SplittableRandom(config.training().seed() * 0x9E3779B97F4A7C15L + ofEpoch);
    int[] shuffled = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    return shuffled;
  }
}
