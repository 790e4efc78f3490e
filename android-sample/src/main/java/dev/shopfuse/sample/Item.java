package dev.shopfuse.sample;

/** An item of the marketplace. Immutable. */
final class Item {
  private final String id;
  private final int category;
  private final int number;
  private final double price;

  /**
   * Makes an item.
   *
   * @param category from 1
   * @param number its place among the items of its category, from 0
   */
  Item(String id, int category, int number, double price) {
    this.id = id;
    this.category = category;
    this.number = number;
    this.price = price;
  }

  String id() {
    return id;
  }

  int category() {
    return category;
  }

  int number() {
    return number;
  }

  double price() {
    return price;
  }
}
