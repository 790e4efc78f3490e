package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.model.GroupBatch;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.TrainingExample;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;

/**
 * The examples of an epoch as batches: shuffled by (seed, epoch), with negatives drawn by (seed,
 * epoch, example). Nothing but an order of ints is kept. Not thread-safe.
 */
final class ExampleStream {
  private final TrainingConfig config;
  private final SampleSet samples;
  private final UserPasts users;
  private final NegativeSampler shops;
  private final NegativeSampler items;

  ExampleStream(TrainingConfig config, SampleSet samples, UserPasts users) {
    this.config = config;
    this.samples = samples;
    this.users = users;
    this.shops = Samplers.shops(config, samples);
    this.items = Samplers.items(config, samples);
  }

  /** Hands out the batches of an epoch with the number of examples done after each. */
  void forEachBatch(int epoch, ObjIntConsumer<GroupBatch> consumer) {
    List<TrainingExample> examples = samples.train();
    int[] order = order(examples.size(), epoch);
    int size = config.training().batchSize();
    for (int from = 0; from < order.length; from += size) {
      int to = Math.min(order.length, from + size);
      BatchBuilder batch = new BatchBuilder(config);
      for (int i = from; i < to; i++) {
        add(batch, examples.get(order[i]), order[i], epoch);
      }
      consumer.accept(batch.build(), to);
    }
  }

  private void add(BatchBuilder batch, TrainingExample example, int index, int epoch) {
    int user = example.user();
    int[] shopNegatives =
        shops.draw(config.negatives().shops(), epoch, index, samples.knownShops(user));
    int[] itemNegatives =
        config.hasItemTower()
            ? items.draw(config.negatives().items(), epoch, index, samples.knownItems(user))
            : new int[0];
    batch.add(users.context(example), example.shop(), shopNegatives, itemNegatives);
  }

  private int[] order(int size, int epoch) {
    SplittableRandom random =
        new SplittableRandom(config.training().seed() * 0x9E3779B97F4A7C15L + epoch);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
