package dev.shopfuse.training.search;

import java.util.List;

/**
 * Stops a trial whose best value so far lies below the median of what finished trials had reached
 * by the same epoch (Golovin et al., 2017, section 3.2.2). Immutable.
 *
 * @param trials how many must have finished before any is stopped
 * @param epochs how many every trial may take
 */
record MedianRule(int trials, int epochs) {
  /** Returns five trials and three epochs. */
  static MedianRule standard() {
    return new MedianRule(5, 3);
  }

  /**
   * Returns whether a trial with this curve so far should go no further.
   *
   * @param others what it may be compared with; those that did not finish do not count
   */
  boolean stops(List<Double> curve, List<Trial> others) {
    double[] reached =
        others.stream()
            .filter(trial -> trial.outcome() == Trial.Outcome.FINISHED)
            .mapToDouble(trial -> best(trial.curve(), curve.size()))
            .sorted()
            .toArray();
    if (reached.length < trials || curve.size() < epochs) {
      return false;
    }
    double median = (reached[(reached.length - 1) / 2] + reached[reached.length / 2]) / 2;
    return best(curve, curve.size()) < median;
  }

  private static double best(List<Double> curve, int epochs) {
    return curve.stream()
        .limit(epochs)
        .mapToDouble(Double::doubleValue)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
