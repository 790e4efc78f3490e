package dev.shopfuse.training.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Lets users visit, session by session.
 *
 * <p>A session has a purpose: a category the user leans to. Items are looked at by taste and
 * purpose, and about two sessions of three end at a shop chosen by the same taste and purpose, by
 * its quality, and by chance (choices are drawn, never the best one). So past items tell of the
 * user, the latest ones of the purpose, and neither of quality.
 */
final class VisitSimulator {
  private static final long START_SECONDS = 1_735_689_600; // 2025-01-01T00:00:00Z
  private static final int DAYS = 120;
  private static final int MOST_SESSIONS = 11;
  private static final double SHOP_SHARE = 0.65;
  private static final double OWN_TASTE = 0.5;
  private static final double PURPOSE = 0.7;
  private static final double FOCUS = 3;

  private final Marketplace marketplace;
  private final Random random;
  private final double[] itemWeights;
  private final double[] shopWeights;
  private final List<SimulatedVisit> visits = new ArrayList<>();

  private VisitSimulator(Marketplace marketplace, long seed) {
    this.marketplace = marketplace;
    this.random = new Random(seed);
    this.itemWeights = new double[marketplace.items().size()];
    this.shopWeights = new double[marketplace.shops().size()];
  }

  /** Returns all visits by time. */
  static List<SimulatedVisit> simulate(Marketplace marketplace, long seed) {
    VisitSimulator simulator = new VisitSimulator(marketplace, seed);
    for (int user = 0; user < marketplace.users().size(); user++) {
      int sessions = 1 + simulator.random.nextInt(MOST_SESSIONS);
      for (int session = 0; session < sessions; session++) {
        simulator.session(user);
      }
    }
    simulator.visits.sort(
        Comparator.comparingLong(SimulatedVisit::seconds)
            .thenComparingInt(SimulatedVisit::user)
            .thenComparing(SimulatedVisit::toShop)
            .thenComparingInt(SimulatedVisit::target));
    return simulator.visits;
  }

  private void session(int user) {
    Taste taste = sessionTaste(marketplace.users().get(user).taste());
    double budget = marketplace.users().get(user).budget();
    long seconds = START_SECONDS + (long) random.nextInt(DAYS) * 86_400 + random.nextInt(86_400);
    accumulate(itemWeights, item -> marketplace.items().get(item).utility(taste, budget));
    int looks = 2 + random.nextInt(7);
    for (int look = 0; look < looks; look++) {
      visits.add(new SimulatedVisit(user, false, draw(itemWeights), seconds));
      seconds += 10 + random.nextInt(200);
    }
    if (random.nextDouble() < SHOP_SHARE) {
      accumulate(shopWeights, shop -> marketplace.shops().get(shop).utility(taste, budget));
      visits.add(new SimulatedVisit(user, true, draw(shopWeights), seconds));
    }
  }

  private Taste sessionTaste(Taste own) {
    List<Taste> categories = marketplace.categories();
    double[] weights = new double[categories.size()];
    accumulate(weights, category -> FOCUS * own.dot(categories.get(category)));
    return own.times(OWN_TASTE).plus(PURPOSE, categories.get(draw(weights)));
  }

  private interface Utility {
    double of(int choice);
  }

  /** Fills running sums of exp(utility); exact exponentials keep machines in step. */
  private static void accumulate(double[] sums, Utility utility) {
    double sum = 0;
    for (int choice = 0; choice < sums.length; choice++) {
      sum += StrictMath.exp(utility.of(choice));
      sums[choice] = sum;
    }
  }

  private int draw(double[] sums) {
    double at = random.nextDouble() * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, at);
    return Math.min(found >= 0 ? found + 1 : -found - 1, sums.length - 1);
  }
}
