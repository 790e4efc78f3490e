package dev.shopfuse.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to browse: items, shops, and who sells what. Immutable. */
final class Marketplace {
  private final Map<String, Item> items = new LinkedHashMap<>();
  private final Map<String, Shop> shops = new LinkedHashMap<>();
  private final Map<String, List<Shop>> sellers = new LinkedHashMap<>();
  private final Map<String, List<Item>> offers = new LinkedHashMap<>();

  /**
   * Makes a marketplace.
   *
   * @param pairs shop and item of each offer
   */
  Marketplace(List<Item> items, List<Shop> shops, List<String[]> pairs) {
    for (Item item : items) {
      this.items.put(item.id(), item);
      sellers.put(item.id(), new ArrayList<Shop>());
    }
    for (Shop shop : shops) {
      this.shops.put(shop.id(), shop);
      offers.put(shop.id(), new ArrayList<Item>());
    }
    for (String[] pair : pairs) {
      Shop shop = this.shops.get(pair[0]);
      Item item = this.items.get(pair[1]);
      if (shop != null && item != null) {
        listOf(sellers, item.id()).add(shop);
        listOf(offers, shop.id()).add(item);
      }
    }
  }

  private static <T> List<T> listOf(Map<String, List<T>> lists, String id) {
    List<T> list = lists.get(id);
    return list == null ? Collections.<T>emptyList() : list;
  }

  List<Item> items() {
    return new ArrayList<>(items.values());
  }

  /** Returns an item; null if it is not sold any more. */
  @Nullable Item item(String id) {
    return items.get(id);
  }

  /** Returns a shop; null if it has left the marketplace. */
  @Nullable Shop shop(String id) {
    return shops.get(id);
  }

  List<Shop> sellersOf(Item item) {
    return Collections.unmodifiableList(listOf(sellers, item.id()));
  }

  List<Item> itemsOf(Shop shop) {
    return Collections.unmodifiableList(listOf(offers, shop.id()));
  }
}
