package dev.shopfuse.training.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named figures of one evaluation, with the names of {@code metrics.json}: {@code auc}, {@code
 * gauc}, {@code log_loss}, {@code ece}, {@code recall@k}, {@code ndcg@k}, {@code hit_rate@k} for k
 * of 5, 10 and 20, and {@code mrr}. Immutable.
 *
 * @param cases the number of users behind the means
 * @param values the figures; log loss and calibration are absent where scores are no probabilities
 */
public record Metrics(int cases, Map<String, Double> values) {
  public Metrics {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns one figure.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "There is no metric \"" + name + "\"; known are " + values.keySet() + ".");
    }
    return value;
  }
}
