package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.KnownTargets;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.ShownNegatives;
import dev.shopfuse.training.sample.TrainingExample;

/** Turns examples into batches, with negatives drawn by (seed, epoch, example). Thread-safe. */
final class ExampleEncoder {
  private static final int[] NOTHING = {};

  /**
   * Examples that are read ahead together: so few that what is read of tens of features stays in a
   * core's own cache.
   */
  private static final int BLOCK = 128;

  private final TrainingConfig config;
  private final NegativeSampler shops;
  private final NegativeSampler items;
  private final ShownNegatives shownShops;
  private final ShownNegatives shownItems;
  private final float[] corrections;
  private final ReadAhead readAhead;
  private final int examples;

  ExampleEncoder(TrainingConfig config, FeatureContract contract, SampleSet samples) {
    this.config = config;
    this.shops = Samplers.shops(config, samples);
    this.items = Samplers.items(config, samples);
    this.shownShops = Samplers.shownShops(config);
    this.shownItems = Samplers.shownItems(config);
    this.corrections = Samplers.corrections(config, samples);
    this.readAhead = new ReadAhead(contract, config.hasItemTower());
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

  /**
   * Adds examples.
   *
   * @param order places in the list of examples, of which those {@code [from..to)} are added
   */
  void add(BatchBuilder batch, LoadedExamples loaded, int[] order, int from, int to, int epoch) {
    for (int first = from; first < to; first += BLOCK) {
      addBlock(batch, loaded, order, first, Math.min(to, first + BLOCK), epoch);
    }
  }

  private void addBlock(
      BatchBuilder batch, LoadedExamples loaded, int[] order, int from, int to, int epoch) {
    TrainingExample[] block = new TrainingExample[to - from];
    for (int i = from; i < to; i++) {
      block[i - from] = loaded.examples().get(order[i]);
    }
    readAhead.read(loaded, block);
    for (int i = from; i < to; i++) {
      add(batch, loaded, block[i - from], epoch, loaded.firstNumber() + order[i]);
    }
  }

  /** Adds an example, whose number is the same in every epoch. */
  private void add(
      BatchBuilder batch, LoadedExamples loaded, TrainingExample example, int epoch, int number) {
    KnownTargets known = loaded.known();
    int user = example.user();
    int[] knownShops = known.shops(user);
    int[] itemNegatives =
        config.hasItemTower()
            ? items.draw(config.negatives().items(), epoch, number, known.items(user))
            : NOTHING;
    boolean takesShown = config.negatives().impressionShare() > 0;
    if (takesShown) {
      shownItems.replace(itemNegatives, known.shownItems(user), epoch, number);
    }
    UserContext context = loaded.users().context(example);
    if (config.negatives().shared()) {
      batch.addSharing(context, example.shop(), knownShops, itemNegatives);
    } else {
      int[] negatives = shops.draw(config.negatives().shops(), epoch, number, knownShops);
      if (takesShown) {
        shownShops.replace(negatives, known.shownShops(user), epoch, number);
      }
      batch.add(context, example.shop(), negatives, itemNegatives);
    }
  }
}
