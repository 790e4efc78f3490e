package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The newest visits of one user, as many to each page as any model reads. Not thread-safe. */
final class NewestVisits {
  private static final int MOST = FeatureContract.MAX_ITEM_SAMPLES + Feature.MAX_LENGTH;

  private final ArrayDeque<Visit> items = new ArrayDeque<>();
  private final ArrayDeque<Visit> shops = new ArrayDeque<>();
  private long place;

  /** Adds the next visit; times are places, since only the order counts. */
  void add(boolean toItem, String target) {
    ArrayDeque<Visit> visits = toItem ? items : shops;
    if (visits.size() == MOST) {
      visits.removeFirst();
    }
    visits.add(Visit.of(toItem ? Page.ITEM : Page.SHOP, target, place++));
  }

  /** Returns those that were kept. */
  List<Visit> all() {
    List<Visit> all = new ArrayList<>(items);
    all.addAll(shops);
    return all;
  }
}
