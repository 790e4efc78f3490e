package dev.shopfuse.training.simulate;

import java.util.List;

/**
 * The hidden truth of a simulated marketplace. Immutable.
 *
 * @param categories what each category tastes like
 * @param items all items
 * @param shops all shops
 * @param users all users
 */
record Marketplace(List<Taste> categories, List<Item> items, List<Shop> shops, List<User> users) {
  private static final double TASTE = 6;
  private static final double APPEAL = 0.4;
  private static final double BUDGET = 0.5;

  Marketplace {
    categories = List.copyOf(categories);
    items = List.copyOf(items);
    shops = List.copyOf(shops);
    users = List.copyOf(users);
  }

  /** An item: level is the logarithm of its price; the first of its shops is its seller. */
  record Item(int category, Taste style, double level, double appeal, List<Integer> soldBy) {
    Item {
      soldBy = List.copyOf(soldBy);
    }

    double utility(Taste taste, double budget) {
      return TASTE * taste.dot(style) + APPEAL * appeal - BUDGET * Math.abs(level - budget);
    }
  }

  /** A shop: level is the logarithm of the price it usually asks; quality shows in no item. */
  record Shop(int category, Taste style, double quality, double level, double appeal) {
    double utility(Taste taste, double budget) {
      return TASTE * taste.dot(style)
          + quality
          + APPEAL * appeal
          - BUDGET * Math.abs(level - budget);
    }
  }

  /** A user: budget is the logarithm of the price they like. */
  record User(Taste taste, double budget, int age, int city) {}
}
