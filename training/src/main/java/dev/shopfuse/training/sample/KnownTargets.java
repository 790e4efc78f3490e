package dev.shopfuse.training.sample;

import java.util.Arrays;
import java.util.Optional;

/**
 * What each user visited in the train split, which is never drawn as a negative, and what the user
 * was shown there and did not visit. Targets are catalogue indices, ascending and distinct; arrays
 * are copies. Immutable.
 */
public final class KnownTargets {
  private static final int[] NOTHING = {};

  private final int[][] items;
  private final int[][] shops;
  private final Optional<VisitSequences> shown;

  private KnownTargets(int[][] items, int[][] shops, Optional<VisitSequences> shown) {
    this.items = items;
    this.shops = shops;
    this.shown = shown;
  }

  /**
   * Returns what users visited, without what they were shown.
   *
   * @param itemCatalogueSize items with the two reserved entries
   * @param shopCatalogueSize shops with the two reserved entries
   * @throws IllegalArgumentException if a visit is to a target beyond its catalogue
   */
  static KnownTargets of(VisitSequences train, int itemCatalogueSize, int shopCatalogueSize) {
    int[][] items = new int[train.users()][];
    int[][] shops = new int[train.users()][];
    for (int user = 0; user < train.users(); user++) {
      items[user] = distinct(train.itemVisits(user), itemCatalogueSize, "item");
      shops[user] = distinct(train.shopVisits(user), shopCatalogueSize, "shop");
    }
    return new KnownTargets(items, shops, Optional.empty());
  }

  /** Returns what is known where there are no users to ask for. */
  static KnownTargets ofNobody() {
    return new KnownTargets(new int[0][], new int[0][], Optional.empty());
  }

  /**
   * Returns the same visits, and what the same users were shown.
   *
   * @param targets what was shown to each and not visited, ascending and distinct
   */
  KnownTargets withShown(VisitSequences targets) {
    if (targets.users() != items.length) {
      throw new IllegalArgumentException(
          "Visits are of %d users, but what was shown is of %d"
              .formatted(items.length, targets.users()));
    }
    return new KnownTargets(items, shops, Optional.of(targets));
  }

  /** Returns whether any user was shown what that user did not visit. */
  public boolean hasShown() {
    for (int user = 0; user < items.length; user++) {
      if (shownItems(user).length > 0 || shownShops(user).length > 0) {
        return true;
      }
    }
    return false;
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
    return shown.map(targets -> targets.itemVisits(user)).orElse(NOTHING);
  }

  /** Returns the shops a user was shown and did not visit. */
  public int[] shownShops(int user) {
    return shown.map(targets -> targets.shopVisits(user)).orElse(NOTHING);
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
