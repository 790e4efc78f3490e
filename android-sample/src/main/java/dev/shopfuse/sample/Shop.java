package dev.shopfuse.sample;

/** A shop of the marketplace. Immutable. */
final class Shop {
  private final String id;
  private final int category;
  private final int number;

  /**
   * Makes a shop.
   *
   * @param category from 1
   * @param number its place among the shops of its category, from 0
   */
  Shop(String id, int category, int number) {
    this.id = id;
    this.category = category;
    this.number = number;
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
}
