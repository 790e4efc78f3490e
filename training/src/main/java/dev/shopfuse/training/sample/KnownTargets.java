package dev.shopfuse.training.sample;

import java.util.Arrays;

/**
 * What each user visited in the train split, none of it a negative, and was shown there without a
 * visit. Targets are catalogue indices, ascending and distinct; arrays are copies. Immutable.
 */
public final class KnownTargets {
  private final int[][] items;
  private final int[][] shops;
  private final VisitSequences shown;

  private KnownTargets(int[][] items, int[][] shops, VisitSequences shown) {
    this.items = items;
    this.shops = shops;
    this.shown = shown;
  }

  /**
   * Returns what users visited; nobody was shown more.
   *
   * @param itemCatalogueSize items with the two reserved entries
   * @param shopCatalogueSize shops with the two reserved entries
   */
  static KnownTargets of(VisitSequences train, int itemCatalogueSize, int shopCatalogueSize) {
    int[][] items = new int[train.users()][];
    int[][] shops = new int[train.users()][];
    for (int user = 0; user < train.users(); user++) {
      items[user] = distinct(train.itemVisits(user), itemCatalogueSize, "item");
      shops[user] = distinct(train.shopVisits(user), shopCatalogueSize, "shop");
    }
    int[][] nothing = new int[train.users()][0];
    return new KnownTargets(items, shops, VisitSequences.of(train.userIds(), nothing, nothing));
  }

  /**
   * Returns the same visits, and what the same users were shown.
   *
   * @param targets what was shown to each and not visited, ascending
   */
  KnownTargets withShown(VisitSequences targets) {
    return new KnownTargets(items, shops, targets);
  }

  /** Returns the items a user visited. */
  public int[] items(int user) {
    return items[user].clone();
  }

  /** Returns how many items a user visited. */
  public int itemCount(int user) {
    return items[user].length;
  }

  /** Returns the shops a user visited. */
  public int[] shops(int user) {
    return shops[user].clone();
  }

  /** Returns how many shops a user visited. */
  public int shopCount(int user) {
    return shops[user].length;
  }

  /** Returns the items a user was shown and did not visit. */
  public int[] shownItems(int user) {
    return shown.itemVisits(user);
  }

  /** Returns the shops a user was shown and did not visit. */
  public int[] shownShops(int user) {
    return shown.shopVisits(user);
  }

  /** Sorts visits in place and returns the distinct ones. */
  private static int[] distinct(int[] visits, int catalogueSize, String side) {
    Arrays.sort(visits);
    if (visits.length > 0 && visits[visits.length - 1] >= catalogueSize) {
      throw new IllegalArgumentException(
          "Visited %s has catalogue index %d, but the catalogue ends at %d"
              .formatted(side, visits[visits.length - 1], catalogueSize - 1));
    }
    int kept = 0;
    for (int target : visits) {
      if (kept == 0 || target != visits[kept - 1]) {
        visits[kept++] = target;
      }
    }
    return Arrays.copyOf(visits, kept);
  }
}
