package dev.shopfuse.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the screens show: a ranked list or the reason why there is none. Immutable. */
final class Recommendations {
  private final List<Recommendation> shops;
  private final int itemVisits;
  private final int shopVisits;
  private final ModelStatus model;
  private final Latency latency;
  private final UpdateStatus update;

  Recommendations(
      List<Recommendation> shops,
      int itemVisits,
      int shopVisits,
      ModelStatus model,
      Latency latency,
      UpdateStatus update) {
    this.shops = Collections.unmodifiableList(new ArrayList<>(shops));
    this.itemVisits = itemVisits;
    this.shopVisits = shopVisits;
    this.model = model;
    this.latency = latency;
    this.update = update;
  }

  /** Returns the shops, the best first; none if no model can be opened. */
  List<Recommendation> shops() {
    return shops;
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

  UpdateStatus update() {
    return update;
  }
}
