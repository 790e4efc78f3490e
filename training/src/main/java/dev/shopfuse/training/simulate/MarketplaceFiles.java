package dev.shopfuse.training.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the visit tables of a simulated marketplace. One per folder. */
final class MarketplaceFiles {
  private final Path folder;
  private final Marketplace marketplace;

  MarketplaceFiles(Path folder, Marketplace marketplace) {
    this.folder = folder;
    this.marketplace = marketplace;
  }

  void write(List<SimulatedVisit> visits) {
    writeTable(
        "visits.csv",
        "user_id,page,target_id,time,action",
        visits.size(),
        row -> visit(visits.get(row)));
    writeTable(
        "items.csv", "item_id,category,seller,price", marketplace.items().size(), this::item);
    writeTable("shops.csv", "shop_id,category,price_level", marketplace.shops().size(), this::shop);
    writeTable("users.csv", "user_id,age,city", marketplace.users().size(), this::user);
    writeTable("shop_items.csv", "shop_id,item_id", marketplace.items().size(), this::sellers);
  }

  interface Row {
    String at(int row);
  }

  void writeTable(String file, String header, int rows, Row row) {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(file))) {
      out.write(header + "\n");
      for (int i = 0; i < rows; i++) {
        out.write(row.at(i) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  static String userId(int user) {
    return String.format(Locale.ROOT, "u%05d", user + 1);
  }

  static String itemId(int item) {
    return String.format(Locale.ROOT, "i%05d", item + 1);
  }

  static String shopId(int shop) {
    return String.format(Locale.ROOT, "s%04d", shop + 1);
  }

  private static String visit(SimulatedVisit visit) {
    return cells(
        userId(visit.user()),
        visit.toShop() ? "shop" : "item",
        visit.toShop() ? shopId(visit.target()) : itemId(visit.target()),
        Instant.ofEpochSecond(visit.seconds()).toString(),
        visit.toShop() ? "visit" : "view");
  }

  private String item(int number) {
    Marketplace.Item item = marketplace.items().get(number);
    return cells(
        itemId(number),
        category(item.category()),
        shopId(item.soldBy().get(0)),
        price(item.level()));
  }

  private String shop(int number) {
    Marketplace.Shop shop = marketplace.shops().get(number);
    return cells(shopId(number), category(shop.category()), price(shop.level()));
  }

  private String user(int number) {
    Marketplace.User user = marketplace.users().get(number);
    return cells(userId(number), String.valueOf(user.age()), "city_" + (user.city() + 1));
  }

  private String sellers(int item) {
    return marketplace.items().get(item).soldBy().stream()
        .map(shop -> cells(shopId(shop), itemId(item)))
        .collect(Collectors.joining("\n"));
  }

  static String cells(String... cells) {
    return String.join(",", cells);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }

  private static String category(int category) {
    return "category_" + (category + 1);
  }

  private static String price(double level) {
    return String.format(Locale.ROOT, "%.2f", StrictMath.exp(level));
  }
}
