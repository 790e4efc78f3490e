package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Nearest neighbours between what was visited (item-based collaborative filtering: Deshpande and
 * Karypis, 2004): a shop scores the sum of its cosine similarities with the user's visited shops
 * and, if wanted, items. Thread-safe.
 *
 * <p>Two targets are similar if the same users visited them in the train split: users of both,
 * divided by the root of the product of the users of each. Of each visited target the k most
 * similar shops count. Popularity decides among equals.
 */
final class VisitNeighbours implements ShopScorer {
  private final VisitSequences known;
  private final SampleSet samples;
  private final boolean withItems;
  private final int neighbours;
  private final int[][] usersOfItem;
  private final int[][] usersOfShop;
  private final float[] popularity;
  private final ConcurrentHashMap<Long, Similar> cache = new ConcurrentHashMap<>();

  /** The shops nearest to a target. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Similar(int[] shops, float[] cosines) {}

  /**
   * Creates the ranker.
   *
   * @param known the visits that cases are prefixes of
   * @param withItems whether visited items count too
   * @param neighbours k
   */
  VisitNeighbours(SampleSet samples, VisitSequences known, boolean withItems, int neighbours) {
    this.known = known;
    this.samples = samples;
    this.withItems = withItems;
    this.neighbours = neighbours;
    int users = samples.sequences(Split.TRAIN).users();
    usersOfShop = usersOf(samples.shopCounts().length, users, samples.known()::shops);
    usersOfItem =
        withItems
            ? usersOf(samples.itemCounts().length, users, samples.known()::items)
            : new int[0][0];
    long most = Math.max(1, Arrays.stream(usersOfShop).mapToInt(u -> u.length).max().orElse(0));
    popularity = new float[usersOfShop.length];
    for (int shop = 0; shop < popularity.length; shop++) {
      // So small that it only orders shops without a neighbour.
      popularity[shop] = 1e-6f * usersOfShop[shop].length / most;
    }
  }

  private interface Visited {
    int[] targets(int user);
  }

  private static int[][] usersOf(int targets, int users, Visited visited) {
    int[] counts = new int[targets];
    for (int user = 0; user < users; user++) {
      for (int target : visited.targets(user)) {
        counts[target]++;
      }
    }
    int[][] usersOf = IntStream.of(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int user = users - 1; user >= 0; user--) {
      for (int target : visited.targets(user)) {
        usersOf[target][--counts[target]] = user;
      }
    }
    return usersOf;
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    return cases.parallelStream().map(this::score).toArray(float[][]::new);
  }

  private float[] score(EvaluationCase user) {
    float[] scores = popularity.clone();
    add(known.shopVisits(user.user()), user.shopCount(), false, scores);
    if (withItems) {
      add(known.itemVisits(user.user()), user.itemCount(), true, scores);
    }
    return scores;
  }

  private void add(int[] visits, int count, boolean items, float[] scores) {
    for (int target : Arrays.stream(visits, 0, count).distinct().toArray()) {
      long key = 2L * target + (items ? 1 : 0);
      Similar similar =
          cache.computeIfAbsent(key, k -> similar((items ? usersOfItem : usersOfShop)[target]));
      for (int i = 0; i < similar.shops.length; i++) {
        scores[similar.shops[i]] += similar.cosines[i];
      }
    }
  }

  private Similar similar(int[] users) {
    int[] together = new int[usersOfShop.length];
    for (int user : users) {
      for (int shop : samples.known().shops(user)) {
        together[shop]++;
      }
    }
    float[] cosines = new float[together.length];
    for (int shop = 0; shop < together.length; shop++) {
      if (together[shop] > 0) {
        double norm = Math.sqrt((double) users.length * usersOfShop[shop].length);
        cosines[shop] = (float) (together[shop] / norm);
      }
    }
    int[] nearest =
        IntStream.range(0, together.length)
            .filter(shop -> together[shop] > 0)
            .boxed()
            .sorted((a, b) -> Float.compare(cosines[b], cosines[a]))
            .limit(neighbours)
            .mapToInt(Integer::intValue)
            .toArray();
    float[] kept = new float[nearest.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = cosines[nearest[i]];
    }
    return new Similar(nearest, kept);
  }

  @Override
  public boolean givesProbabilities() {
    return false;
  }
}
