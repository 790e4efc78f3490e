package dev.shopfuse.sample;

import android.content.res.AssetManager;
import android.os.StrictMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the marketplace from the tables among the assets, the same that the model learned from. */
final class MarketplaceReader {
  private static final int MAX_CATEGORIES = 8;

  private MarketplaceReader() {}

  static Marketplace read(AssetManager assets) throws IOException {
    StrictMode.noteSlowCall("read the marketplace");
    int[] itemNumbers = new int[MAX_CATEGORIES + 1];
    List<Item> items = new ArrayList<>();
    for (String[] row : rows(assets, "items.csv")) {
      int category = category(row[1]);
      double price = Double.parseDouble(row[3]);
      items.add(new Item(row[0], category, itemNumbers[category]++, price));
    }
    int[] shopNumbers = new int[MAX_CATEGORIES + 1];
    List<Shop> shops = new ArrayList<>();
    for (String[] row : rows(assets, "shops.csv")) {
      int category = category(row[1]);
      shops.add(new Shop(row[0], category, shopNumbers[category]++));
    }
    return new Marketplace(items, shops, rows(assets, "shop_items.csv"));
  }

  /** The tables are our own: no quotes, no empty cells, one header. */
  private static List<String[]> rows(AssetManager assets, String name) throws IOException {
    List<String[]> rows = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(assets.open(name), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rows.add(line.split(",", -1));
      }
    }
    return rows;
  }

  private static int category(String cell) {
    return Integer.parseInt(cell.substring(cell.lastIndexOf('_') + 1));
  }
}
