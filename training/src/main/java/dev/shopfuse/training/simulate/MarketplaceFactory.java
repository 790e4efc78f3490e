package dev.shopfuse.training.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Draws a marketplace; a seed gives the same one on every machine. */
final class MarketplaceFactory {
  private static final int CITIES = 12;

  private final SimulationConfig config;
  private final Random random;
  private final List<Taste> categories = new ArrayList<>();
  private final List<Marketplace.Shop> shops = new ArrayList<>();
  private final List<Marketplace.Item> items = new ArrayList<>();
  private final List<Marketplace.User> users = new ArrayList<>();

  private MarketplaceFactory(SimulationConfig config) {
    this.config = config;
    this.random = new Random(config.seed());
  }

  static Marketplace create(SimulationConfig config) {
    MarketplaceFactory factory = new MarketplaceFactory(config);
    int categories = Math.max(3, Math.min(30, config.shops() / 10));
    for (int category = 0; category < categories; category++) {
      factory.categories.add(Taste.random(factory.random, 1).unit());
    }
    for (int shop = 0; shop < config.shops(); shop++) {
      factory.addShop(shop % categories);
    }
    for (int item = 0; item < config.items(); item++) {
      factory.addItem(item % config.shops());
    }
    for (int user = 0; user < config.users(); user++) {
      factory.addUser();
    }
    return new Marketplace(factory.categories, factory.items, factory.shops, factory.users);
  }

  private void addShop(int category) {
    Taste style =
        Taste.random(random, 0.15).plus(1, categories.get(category)).plus(0.5, anyCategory());
    shops.add(
        new Marketplace.Shop(
            category,
            style.unit(),
            0.6 * random.nextGaussian(),
            3 + 0.6 * random.nextGaussian(),
            random.nextGaussian()));
  }

  private void addItem(int seller) {
    boolean ofMain = random.nextInt(4) > 0;
    Marketplace.Shop shop = shops.get(seller);
    int category = ofMain ? shop.category() : random.nextInt(categories.size());
    items.add(
        new Marketplace.Item(
            category,
            Taste.random(random, 0.2).plus(1, categories.get(category)).unit(),
            shop.level() + 0.3 * random.nextGaussian(),
            random.nextGaussian(),
            soldBy(seller)));
  }

  /** The seller and up to two other shops. */
  private List<Integer> soldBy(int seller) {
    Stream<Integer> others = random.ints(random.nextInt(3), 0, config.shops()).boxed();
    return Stream.concat(Stream.of(seller), others).distinct().toList();
  }

  private void addUser() {
    int city = random.nextInt(CITIES);
    Taste taste =
        Taste.random(random, 0.25)
            .plus(1, anyCategory())
            .plus(0.4, categories.get(city % categories.size()));
    double budget = 3 + 0.5 * random.nextGaussian();
    long age = Math.round(10 + 10 * budget + 8 * random.nextGaussian());
    users.add(
        new Marketplace.User(taste.unit(), budget, (int) Math.max(18, Math.min(90, age)), city));
  }

  private Taste anyCategory() {
    return categories.get(random.nextInt(categories.size()));
  }
}
