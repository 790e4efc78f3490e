package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.feature.EncodedUsers;
import dev.shopfuse.training.model.BatchBuilder;
import dev.shopfuse.training.sample.SampleShard;
import dev.shopfuse.training.sample.SampleShards;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The examples of shards: in an epoch the shards come in a shuffled order, and so do the examples
 * of each. The two shards read last are in memory, since a batch may begin in one and end in the
 * next.
 */
final class ShardStream implements ExampleSource {
  private static final int KEPT = 2;

  private final long seed;
  private final SampleShards shards;
  private final TrainingInput input;
  private final ContextEncoder contexts;
  private final ExampleEncoder encoder;
  private final int[] firstExample;
  private final Map<Integer, LoadedShard> kept = new LinkedHashMap<>();
  private int epoch;
  private int[] order = {};
  private int[] starts = {};

  ShardStream(
      TrainingConfig config, SampleShards shards, TrainingInput input, ContextEncoder contexts) {
    this.seed = config.training().seed();
    this.shards = shards;
    this.input = input;
    this.contexts = contexts;
    this.encoder = new ExampleEncoder(config, input.contract(), input.samples());
    this.firstExample = new int[shards.summary().shards()];
    for (int shard = 1; shard < firstExample.length; shard++) {
      firstExample[shard] = firstExample[shard - 1] + examplesOf(shard - 1);
    }
  }

  /** A shard in memory, with its examples in the order of the epoch. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record LoadedShard(LoadedExamples loaded, int[] order) {}

  @Override
  public int size() {
    return input.samples().exampleCount();
  }

  @Override
  public void begin(int nextEpoch) {
    epoch = nextEpoch;
    kept.clear();
    order = Shuffle.order(firstExample.length, Shuffle.seed(seed, nextEpoch));
    starts = new int[order.length];
    for (int place = 1; place < order.length; place++) {
      starts[place] = starts[place - 1] + examplesOf(order[place - 1]);
    }
  }

  @Override
  public BatchBuilder examples(int from, int to) {
    BatchBuilder batch = encoder.batch(epoch, from);
    int at = from;
    while (at < to) {
      int place = placeOf(at);
      int end = Math.min(to, starts[place] + examplesOf(order[place]));
      add(batch, place, at - starts[place], end - starts[place]);
      at = end;
    }
    return batch;
  }

  private void add(BatchBuilder batch, int place, int from, int to) {
    LoadedShard shard = load(order[place]);
    encoder.add(batch, shard.loaded(), shard.order(), from, to, epoch);
  }

  /** Returns the last place that starts at or before a position: empty shards are passed over. */
  private int placeOf(int position) {
    int found = Arrays.binarySearch(starts, position);
    int place = found >= 0 ? found : -found - 2;
    while (place + 1 < starts.length && starts[place + 1] <= position) {
      place++;
    }
    return place;
  }

  private synchronized LoadedShard load(int shard) {
    LoadedShard loaded = kept.get(shard);
    if (loaded == null) {
      while (kept.size() >= KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      loaded = read(shard);
      kept.put(shard, loaded);
    }
    return loaded;
  }

  private LoadedShard read(int shard) {
    SampleShard rows = shards.read(shard);
    EncodedUsers users = EncodedUsers.of(shards.tables(), input.contract(), shards.users(shard));
    UserPasts pasts = new UserPasts(contexts, users.features(), rows.sequences());
    return new LoadedShard(
        new LoadedExamples(rows.examples(), rows.known(), pasts, firstExample[shard]),
        Shuffle.order(rows.examples().size(), Shuffle.seed(Shuffle.seed(seed, epoch), shard + 1L)));
  }

  private int examplesOf(int shard) {
    return Math.toIntExact(shards.summary().examples().get(shard));
  }
}
