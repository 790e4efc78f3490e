package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;

/**
 * Rankers beside the network, each with the settings that are best on tune: a baseline that nobody
 * tuned is a straw man.
 */
final class TunedRankers {
  private static final int[] NEIGHBOURS = {20, 100, 500};
  private static final double[] L2 = {0.001, 0.01, 0.05};
  private static final int WIDTH = 64;
  private static final double LEARNING_RATE = 0.05;
  private static final int EPOCHS = 200;
  private static final int EPOCHS_BETWEEN = 10;
  private static final int PATIENCE = 3;

  private final SampleSet samples;
  private final Evaluator evaluator;
  private final String metric;

  /** Creates a choice by a tune metric. */
  TunedRankers(SampleSet samples, Evaluator evaluator, String metric) {
    this.samples = samples;
    this.evaluator = evaluator;
    this.metric = metric;
  }

  /** Returns nearest neighbours, by the best number of them, for the cases of a split. */
  VisitNeighbours neighbours(boolean withItems, Split split) {
    int best = NEIGHBOURS[0];
    double most = Double.NEGATIVE_INFINITY;
    for (int k : NEIGHBOURS) {
      double value =
          onTune(new VisitNeighbours(samples, samples.sequences(Split.TUNE), withItems, k));
      if (value > most) {
        most = value;
        best = k;
      }
    }
    return new VisitNeighbours(samples, samples.sequences(split), withItems, best);
  }

  /** Returns factors of the best pull to zero and the best epoch. */
  MatrixFactorisation factors(long seed) {
    Candidate best = run(seed, L2[0]);
    for (int i = 1; i < L2.length; i++) {
      Candidate other = run(seed, L2[i]);
      best = other.value > best.value ? other : best;
    }
    return best.factors;
  }

  /** Factors after some epochs, and how good they are on tune. */
  private record Candidate(MatrixFactorisation factors, int epoch, double value) {}

  private Candidate run(long seed, double l2) {
    MatrixFactorisation factors = new MatrixFactorisation(samples, WIDTH, LEARNING_RATE, l2, seed);
    Candidate best = new Candidate(factors.copy(), 0, Double.NEGATIVE_INFINITY);
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      factors.train(epoch);
      if (epoch % EPOCHS_BETWEEN == 0) {
        double value = onTune(factors);
        if (value > best.value) {
          best = new Candidate(factors.copy(), epoch, value);
        } else if (epoch - best.epoch >= PATIENCE * EPOCHS_BETWEEN) {
          break;
        }
      }
    }
    return best;
  }

  private double onTune(ShopScorer ranker) {
    return evaluator.evaluate(ranker, samples.cases(Split.TUNE)).value(metric);
  }
}
