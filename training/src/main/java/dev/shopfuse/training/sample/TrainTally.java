package dev.shopfuse.training.sample;

import java.util.Arrays;

/** What the train visits add up to, a user and a target. Immutable. */
final class TrainTally {
  private final int[][] knownItems;
  private final int[][] knownShops;
  private final long[] itemCounts;
  private final long[] shopCounts;

  private TrainTally(int[][] items, int[][] shops, long[] itemCounts, long[] shopCounts) {
    this.knownItems = items;
    this.knownShops = shops;
    this.itemCounts = itemCounts;
    this.shopCounts = shopCounts;
  }

  static TrainTally of(VisitSequences train, int itemCatalogueSize, int shopCatalogueSize) {
    int[][] items = new int[train.users()][];
    int[][] shops = new int[train.users()][];
    long[] itemCounts = new long[itemCatalogueSize];
    long[] shopCounts = new long[shopCatalogueSize];
    for (int user = 0; user < train.users(); user++) {
      items[user] = add(train.itemVisits(user), itemCounts, "item");
      shops[user] = add(train.shopVisits(user), shopCounts, "shop");
    }
    return new TrainTally(items, shops, itemCounts, shopCounts);
  }

  /** Returns a tally that knows no user, only counts. */
  static TrainTally ofCounts(long[] itemCounts, long[] shopCounts) {
    return new TrainTally(new int[0][], new int[0][], itemCounts, shopCounts);
  }

  int[] knownItems(int user) {
    return knownItems[user].clone();
  }

  int knownItemCount(int user) {
    return knownItems[user].length;
  }

  int[] knownShops(int user) {
    return knownShops[user].clone();
  }

  int knownShopCount(int user) {
    return knownShops[user].length;
  }

  long[] itemCounts() {
    return itemCounts.clone();
  }

  long[] shopCounts() {
    return shopCounts.clone();
  }

  /** Counts visits, which are sorted in place, and returns the distinct ones. */
  private static int[] add(int[] visits, long[] counts, String side) {
    for (int target : visits) {
      if (target >= counts.length) {
        throw new IllegalArgumentException(
            "Visited %s has catalogue index %d, but the catalogue ends at %d"
                .formatted(side, target, counts.length - 1));
      }
      counts[target]++;
    }
    Arrays.sort(visits);
    int kept = 0;
    for (int target : visits) {
      if (kept == 0 || target != visits[kept - 1]) {
        visits[kept++] = target;
      }
    }
    return Arrays.copyOf(visits, kept);
  }
}
