package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import java.util.Arrays;
import java.util.List;

/** Scores a shop by its visits in the train split, the same for every user. Thread-safe. */
public final class Popularity implements ShopScorer {
  private final float[] scores;

  public Popularity(SampleSet samples) {
    long[] counts = samples.shopCounts();
    scores = new float[counts.length];
    for (int shop = 0; shop < counts.length; shop++) {
      scores[shop] = (float) counts[shop];
    }
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    float[][] all = new float[cases.size()][];
    Arrays.fill(all, scores);
    return all;
  }

  @Override
  public boolean givesProbabilities() {
    return false;
  }
}
