package dev.shopfuse.sample;

import dev.shopfuse.sdk.ExplainedShop;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Logs visits and ranks shops. Call it on the main thread: it works on the worker's thread and
 * tells its listeners on the main thread.
 */
final class Recommender {
  private static final int SHOWN = 20;

  private final Worker worker;
  private final VisitDatabase visits;
  private final Models models;
  private final Updates updates;
  private final Set<Receiver<Recommendations>> listeners = new LinkedHashSet<>();
  private @Nullable Recommendations latest;

  private final AtomicBoolean rankingWished = new AtomicBoolean();

  // The worker's own.
  private Map<String, Integer> firstPlaces = new HashMap<>();
  private long firstPlacesVersion;
  private Latency latency = Latency.none();

  Recommender(Worker worker, VisitDatabase visits, Models models, Updates updates) {
    this.worker = worker;
    this.visits = visits;
    this.models = models;
    this.updates = updates;
  }

  /** Notes a visit and ranks anew. */
  void record(Visit visit) {
    worker.run(() -> visits.add(visit));
    refresh();
  }

  /** Ranks anew, with the model that is in use by now. Several wishes at once are one ranking. */
  void refresh() {
    if (rankingWished.compareAndSet(false, true)) {
      worker.run(
          () -> {
            rankingWished.set(false);
            rank();
          });
    }
  }

  /** Forgets all visits, then ranks anew and calls back. */
  void eraseHistory(Runnable done) {
    worker.run(
        () -> {
          visits.erase();
          rank();
          worker.tell(done);
        });
  }

  /** Adds a listener; it is told the present list at once, if there is one. */
  void addListener(Receiver<Recommendations> listener) {
    listeners.add(listener);
    if (latest != null) {
      listener.receive(latest);
    }
  }

  void removeListener(Receiver<Recommendations> listener) {
    listeners.remove(listener);
  }

  private void tell(Recommendations recommendations) {
    latest = recommendations;
    for (Receiver<Recommendations> listener : new ArrayList<>(listeners)) {
      listener.receive(recommendations);
    }
  }

  private void rank() {
    List<Recommendation> shops = Collections.emptyList();
    int itemVisits = visits.count(Page.ITEM);
    int shopVisits = visits.count(Page.SHOP);
    boolean ranked = false;
    while (!ranked && models.prepare().isInUse()) {
      try {
        shops = rank(itemVisits + shopVisits == 0);
        ranked = true;
      } catch (RankingException e) {
        models.giveUp(e); // The one before comes into use, or none.
      }
    }
    Recommendations made =
        new Recommendations(
            shops, itemVisits, shopVisits, models.status(), latency, updates.last());
    worker.tell(() -> tell(made));
  }

  private List<Recommendation> rank(boolean untouched) {
    long start = System.nanoTime();
    List<ExplainedShop> explained = models.call(this::explain);
    latency = latency.and(System.nanoTime() - start);
    return describe(explained, untouched ? null : firstPlaces());
  }

  /** These are the lines to copy: the user's visits in, a ranked list out. */
  private List<ExplainedShop> explain(ShopRanker ranker) {
    return ranker.explain(
        RankRequest.forUser(Collections.emptyMap()).visits(visits).allShops().limit(SHOWN).build());
  }

  /** Returns the place of each shop for somebody who has visited nothing. */
  private Map<String, Integer> firstPlaces() {
    long version = models.status().version();
    if (firstPlacesVersion != version) {
      RankRequest nothing = RankRequest.forUser(Collections.emptyMap()).allShops().build();
      Map<String, Integer> places = new HashMap<>();
      for (RankedShop shop : models.call(ranker -> ranker.rank(nothing)).shops()) {
        places.put(shop.id(), places.size() + 1);
      }
      firstPlaces = places;
      firstPlacesVersion = version;
    }
    return firstPlaces;
  }

  private static List<Recommendation> describe(
      List<ExplainedShop> explained, @Nullable Map<String, Integer> firstPlaces) {
    List<Recommendation> shops = new ArrayList<>();
    for (ExplainedShop shop : explained) {
      Integer first = firstPlaces == null ? null : firstPlaces.get(shop.id());
      Integer rise = first == null ? null : first - (shops.size() + 1);
      shops.add(new Recommendation(shop.id(), shop.score(), shop.scoreWithoutItemVisits(), rise));
    }
    return shops;
  }
}
