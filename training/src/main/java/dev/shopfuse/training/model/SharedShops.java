package dev.shopfuse.training.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shops that all examples of a shard meet: the visited one of each example, then the sampled
 * ones. For an example the visited shops of the others are negatives, unless its user is known to
 * have visited them. Not thread-safe.
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

  /** Returns the N shops. */
  GroupBatch.Rows candidates() {
    GroupBatch.Rows rows = new GroupBatch.Rows();
    visited.forEach(shop -> rows.add(shop, 0, 0, 0));
    Arrays.stream(sampled).forEach(shop -> rows.add(shop, 0, 0, 0));
    return rows;
  }

  /** Returns the [C*N] pairs of example and shop, with labels and the given loss weight. */
  GroupBatch.Rows pairs(GroupBatch.Rows candidates, double weight) {
    GroupBatch.Rows pairs = new GroupBatch.Rows();
    for (int example = 0; example < visited.size(); example++) {
      for (int i = 0; i < candidates.count; i++) {
        int shop = candidates.indices[i];
        boolean own = i == example;
        boolean counts =
            own
                || (shop != visited.get(example)
                    && Arrays.binarySearch(known.get(example), shop) < 0);
        pairs.add(shop, 0, own ? 1 : 0, counts ? weight : 0);
      }
    }
    return pairs;
  }
}
