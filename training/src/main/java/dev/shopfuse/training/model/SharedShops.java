package dev.shopfuse.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a worker's shard gives to the shops that all examples of a batch meet, the candidates: first
 * the visited one of each example, in the order of the shards, then the shops sampled for the first
 * shard. So they do not depend on how many workers share the batch. For an example the visited
 * shops of the others are negatives, unless its user is known to have visited them. Not
 * thread-safe.
 */
final class SharedShops {
  private final int[] sampled;
  private final List<int[]> known = new ArrayList<>();
  private final List<Integer> visited = new ArrayList<>();

  SharedShops(int[] sampled) {
    this.sampled = sampled;
  }

  /**
   * Adds an example.
   *
   * @param shop catalogue index of the visited shop
   * @param knownShops the shops its user visited, ascending; none of them is a negative
   */
  void add(int shop, int[] knownShops) {
    visited.add(shop);
    known.add(knownShops);
  }

  /** Returns the N shops of a batch. */
  static GroupBatch.Rows candidates(List<SharedShops> shards) {
    GroupBatch.Rows rows = new GroupBatch.Rows();
    shards.forEach(shard -> shard.visited.forEach(shop -> rows.add(shop, 0, 0, 0)));
    Arrays.stream(shards.get(0).sampled).forEach(shop -> rows.add(shop, 0, 0, 0));
    return rows;
  }

  /**
   * Returns the [C*N] pairs of this shard's examples and the candidates, with labels.
   *
   * @param first the number of examples in earlier shards, where the own visited shops begin
   * @param weight of each pair in the loss
   */
  GroupBatch.Rows pairs(GroupBatch.Rows candidates, int first, double weight) {
    Map<Integer, List<Integer>> places = places(candidates);
    GroupBatch.Rows pairs = new GroupBatch.Rows();
    for (int example = 0; example < visited.size(); example++) {
      boolean[] isNegative = new boolean[candidates.count];
      Arrays.fill(isNegative, true);
      IntStream.concat(Arrays.stream(known.get(example)), IntStream.of(visited.get(example)))
          .mapToObj(shop -> places.getOrDefault(shop, List.of()))
          .forEach(found -> found.forEach(place -> isNegative[place] = false));
      for (int i = 0; i < candidates.count; i++) {
        boolean own = i == first + example;
        pairs.add(candidates.indices[i], 0, own ? 1 : 0, own || isNegative[i] ? weight : 0);
      }
    }
    return pairs;
  }

  /** Returns where each shop stands among the candidates: a visited one may stand there often. */
  private static Map<Integer, List<Integer>> places(GroupBatch.Rows candidates) {
    return IntStream.range(0, candidates.count)
        .boxed()
        .collect(Collectors.groupingBy(place -> candidates.indices[place]));
  }
}
