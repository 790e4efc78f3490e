package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.SampleSet;

/** The examples of samples in memory, shuffled. Nothing but an order of ints is kept. */
final class ExampleStream implements ExampleSource {
  private final long seed;
  private final LoadedExamples loaded;
  private final ExampleEncoder encoder;
  private int epoch;
  private int[] order = {};

  ExampleStream(
      TrainingConfig config, FeatureContract contract, SampleSet samples, UserPasts users) {
    this.seed = config.training().seed();
    this.loaded = new LoadedExamples(samples.train(), samples.known(), users, 0);
    this.encoder = new ExampleEncoder(config, contract, samples);
  }

  @Override
  public int size() {
    return loaded.examples().size();
  }

  @Override
  public void begin(int nextEpoch) {
    epoch = nextEpoch;
    order = Shuffle.order(size(), Shuffle.seed(seed, nextEpoch));
  }

  @Override
  public BatchBuilder examples(int from, int to) {
    BatchBuilder batch = encoder.batch(epoch, from);
    encoder.add(batch, loaded, order, from, to, epoch);
    return batch;
  }
}
