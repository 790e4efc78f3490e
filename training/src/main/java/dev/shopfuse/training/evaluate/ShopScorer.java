package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.sample.EvaluationCase;
import java.util.List;

/** Anything that scores shops for a user: a model, a bundle, a heuristic. */
public interface ShopScorer {
  /**
   * Scores all shops for some cases.
   *
   * @return scores [cases, shop catalogue size], by catalogue index; the two reserved entries are
   *     never read
   */
  float[][] score(List<EvaluationCase> cases);

  /** Returns whether scores are probabilities, so that log loss and calibration mean something. */
  default boolean givesProbabilities() {
    return true;
  }

  /** Shifts scores [cases, shops] that begin with the first real shop to catalogue indices. */
  static float[][] byIndex(float[][] scores) {
    float[][] shifted = new float[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      shifted[i] = new float[scores[i].length + Catalogue.FIRST];
      System.arraycopy(scores[i], 0, shifted[i], Catalogue.FIRST, scores[i].length);
    }
    return shifted;
  }
}
