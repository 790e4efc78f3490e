package dev.shopfuse.training.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Compares two rankers on the same users by a paired bootstrap over users and seeds (Efron and
 * Tibshirani, 1993, percentile intervals). Immutable, thread-safe.
 *
 * <p>Each replicate draws the users once, with replacement, for both rankers, so that a user who is
 * hard for both does not blur the difference; and it draws each ranker's seeds, with replacement
 * and apart from the other's, since a seed gives two rankers different weights. An interval so
 * covers other users and other seeds, not only the models that happened to be trained. With few
 * seeds it is somewhat too narrow: five seeds show four fifths of their own variance.
 *
 * @param replicates how many draws
 * @param seed same seed, same intervals, whatever the number of threads
 */
public record PairedBootstrap(int replicates, long seed) {
  private static final double TAIL = 0.025;

  /** Returns two thousand replicates with a fixed seed. */
  public static PairedBootstrap standard() {
    return new PairedBootstrap(2_000, 20_251_125);
  }

  /**
   * Compares.
   *
   * @param ranker the metric of every user [seeds, users]
   * @param reference the same users in the same order [seeds, users]
   * @throws IllegalArgumentException if there is no seed or no user, or the users differ in number
   */
  public Comparison compare(double[][] ranker, double[][] reference) {
    int users = ranker.length == 0 ? 0 : ranker[0].length;
    if (users == 0 || reference.length == 0 || reference[0].length != users) {
      throw new IllegalArgumentException(
          "A comparison needs at least one seed and one user, and the same users on both sides.");
    }
    double[] differences = new double[replicates];
    double[] lifts = new double[replicates];
    IntStream.range(0, replicates)
        .parallel()
        .forEach(
            replicate -> {
              SplittableRandom random = new SplittableRandom(seed * 31 + replicate);
              int[] draws = draws(random, users);
              double own = mean(ranker, draws, random);
              double other = mean(reference, draws, random);
              differences[replicate] = own - other;
              lifts[replicate] = (own - other) / other;
            });
    double own = mean(ranker);
    double other = mean(reference);
    return new Comparison(
        users, interval(own - other, differences), interval((own - other) / other, lifts));
  }

  /** Returns how often each user is drawn. */
  private static int[] draws(SplittableRandom random, int users) {
    int[] draws = new int[users];
    for (int i = 0; i < users; i++) {
      draws[random.nextInt(users)]++;
    }
    return draws;
  }

  private static double mean(double[][] values, int[] draws, SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double[] users = values[random.nextInt(values.length)];
      for (int user = 0; user < draws.length; user++) {
        sum += draws[user] * users[user];
      }
    }
    return sum / values.length / draws.length;
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
  }

  private static Interval interval(double value, double[] replicates) {
    double[] sorted = replicates.clone();
    Arrays.sort(sorted);
    IntToDoubleFunction at = index -> sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    int tail = (int) (TAIL * sorted.length);
    return new Interval(value, at.applyAsDouble(tail), at.applyAsDouble(sorted.length - 1 - tail));
  }
}
