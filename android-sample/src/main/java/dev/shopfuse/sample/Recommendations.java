package dev.shopfuse.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the screens show: a ranked list or the reason why there is none. Immutable. */
final class Recommendations {
  private final List<Recommendation> shops;
  private final int itemVisits;
  private final int shopVisits;
  private final ModelStatus model;
  private final Latency latency;

  Recommendations(
      List<Recommendation> shops,
      int itemVisits,
      int shopVisits,
      ModelStatus model,
      Latency latency) {
    this.shops = Collections.unmodifiableList(new ArrayList<>(shops));
    this.itemVisits = itemVisits;
    this.shopVisits = shopVisits;
    this.model = model;
    this.latency = latency;
  }

  /** Returns the shops, the best first; none if no model can be opened. */
  List<Recommendation> shops() {
    return shops;
  }

  /** Returns the place of a shop from 1; null if it is not in the list. */
  @Nullable Integer placeOf(String shopId) {
    for (int i = 0; i < shops.size(); i++) {
      if (shops.get(i).shopId().equals(shopId)) {
        return i + 1;
      }
    }
    return null;
  }

  int itemVisits() {
    return itemVisits;
  }

  int shopVisits() {
    return shopVisits;
  }

  ModelStatus model() {
    return model;
  }

  Latency latency() {
    return latency;
  }
}
