package dev.shopfuse.training.evaluate;

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
}
