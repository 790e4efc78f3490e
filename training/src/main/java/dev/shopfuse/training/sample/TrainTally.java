package dev.shopfuse.training.sample;

/** How often each target was visited in the train split, by catalogue index. Immutable. */
final class TrainTally {
  private final long[] items;
  private final long[] shops;

  private TrainTally(long[] items, long[] shops) {
    this.items = items;
    this.shops = shops;
  }

  /**
   * Counts visits.
   *
   * @param train of targets that are all in their catalogues, as {@link KnownTargets#of} checks
   * @param itemCatalogueSize items with the two reserved entries
   * @param shopCatalogueSize shops with the two reserved entries
   */
  static TrainTally of(VisitSequences train, int itemCatalogueSize, int shopCatalogueSize) {
    long[] items = new long[itemCatalogueSize];
    long[] shops = new long[shopCatalogueSize];
    for (int user = 0; user < train.users(); user++) {
      for (int item : train.itemVisits(user)) {
        items[item]++;
      }
      for (int shop : train.shopVisits(user)) {
        shops[shop]++;
      }
    }
    return new TrainTally(items, shops);
  }

  /** Returns counts that were made elsewhere, by catalogue index. */
  static TrainTally ofCounts(long[] items, long[] shops) {
    return new TrainTally(items.clone(), shops.clone());
  }

  long[] itemCounts() {
    return items.clone();
  }

  long[] shopCounts() {
    return shops.clone();
  }
}
