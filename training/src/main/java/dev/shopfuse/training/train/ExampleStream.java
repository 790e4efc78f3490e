package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.TrainingExample;
import java.util.List;

/** The examples of samples in memory, shuffled. Nothing but an order of ints is kept. */
final class ExampleStream implements ExampleSource {
  private final long seed;
  private final SampleSet samples;
  private final UserPasts users;
  private final ExampleEncoder encoder;
  private final ExampleEncoder.Known known;
  private int epoch;
  private int[] order = {};

  ExampleStream(TrainingConfig config, SampleSet samples, UserPasts users) {
    this.seed = config.training().seed();
    this.samples = samples;
    this.users = users;
    this.encoder = new ExampleEncoder(config, samples);
    this.known =
        new ExampleEncoder.Known() {
          @Override
          public int[] items(int user) {
            return samples.knownItems(user);
          }

          @Override
          public int[] shops(int user) {
            return samples.knownShops(user);
          }

          @Override
          public int[] shownItems(int user) {
            return samples.shownItems(user);
          }

          @Override
          public int[] shownShops(int user) {
            return samples.shownShops(user);
          }
        };
  }

  @Override
  public int size() {
    return samples.exampleCount();
  }

  @Override
  public void begin(int nextEpoch) {
    epoch = nextEpoch;
    order = Shuffle.order(size(), Shuffle.seed(seed, nextEpoch));
  }

  @Override
  public BatchBuilder examples(int from, int to) {
    List<TrainingExample> examples = samples.train();
    BatchBuilder batch = encoder.batch(epoch, from);
    for (int i = from; i < to; i++) {
      encoder.add(batch, users, examples.get(order[i]), epoch, order[i], known);
    }
    return batch;
  }
}
