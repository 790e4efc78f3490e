package dev.shopfuse.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The N shops that all examples of a batch meet: the visited one of each example, in the order of
 * the workers' shards, then the sampled ones. So they do not depend on how many workers share the
 * batch. For an example the visited shops of the others are negatives, unless its user is known to
 * have visited them. Immutable.
 */
final class SharedShops {
  private final GroupBatch.Rows candidates = new GroupBatch.Rows();
  private final Map<Integer, List<Integer>> places;

  /**
   * Puts the shops of a batch together.
   *
   * @param shards all of the batch; the sampled shops are those of the first
   */
  SharedShops(List<Shard> shards) {
    shards.forEach(shard -> shard.visited.forEach(this::add));
    Arrays.stream(shards.get(0).sampled).forEach(this::add);
    places =
        IntStream.range(0, candidates.count)
            .boxed()
            .collect(Collectors.groupingBy(place -> candidates.indices[place]));
  }

  private void add(int shop) {
    candidates.add(shop, 0, 0, 0);
  }

  /** Returns the N shops. Not a copy; the workers read it together. */
  GroupBatch.Rows candidates() {
    return candidates;
  }

  /**
   * Returns the [C*N] pairs of a shard's examples and the shops, with labels.
   *
   * @param firstExample the number of examples in earlier shards
   * @param weight of each pair in the loss
   */
  GroupBatch.Rows pairs(Shard shard, int firstExample, double weight) {
    int shops = candidates.count;
    GroupBatch.Rows pairs = new GroupBatch.Rows(shard.visited.size() * shops);
    boolean[] isNegative = new boolean[shops];
    for (int example = 0; example < shard.visited.size(); example++) {
      Arrays.fill(isNegative, true);
      exclude(shard.visited.get(example), isNegative);
      Arrays.stream(shard.known.get(example)).forEach(shop -> exclude(shop, isNegative));
      int own = firstExample + example;
      for (int i = 0; i < shops; i++) {
        boolean counts = i == own || isNegative[i];
        pairs.add(candidates.indices[i], 0, i == own ? 1 : 0, counts ? weight : 0);
      }
    }
    return pairs;
  }

  /** Leaves out all places of a shop: a visited one may stand among the candidates often. */
  private void exclude(int shop, boolean[] isNegative) {
    places.getOrDefault(shop, List.of()).forEach(place -> isNegative[place] = false);
  }

  /** What the examples of one worker's shard bring along. Not thread-safe. */
  static final class Shard {
    private final int[] sampled;
    private final List<Integer> visited = new ArrayList<>();
    private final List<int[]> known = new ArrayList<>();

    Shard(int[] sampled) {
      this.sampled = sampled;
    }

    /**
     * Adds an example.
     *
     * @param shop catalogue index of the visited shop
     * @param knownShops the shops its user visited; none of them is a negative
     */
    void add(int shop, int[] knownShops) {
      visited.add(shop);
      known.add(knownShops);
    }
  }
}
