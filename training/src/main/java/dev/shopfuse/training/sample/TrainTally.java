package dev.shopfuse.training.sample;

/** How often each target was visited in the train split, by catalogue index. Immutable. */
final class TrainTally {
  private final long[] items;
  private final long[] shops;

  private TrainTally(long[] items, long[] shops) {
    this.items = items;
    this.shops = shops;
  }

  /** Counts visits to the targets of two catalogues, reserved entries included. */
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

  static TrainTally ofCounts(long[] items, long[] shops) {
    return new TrainTally(items.clone(), shops.clone());
  }

  long[] items() {
    return items.clone();
  }

  long[] shops() {
    return shops.clone();
  }
}
