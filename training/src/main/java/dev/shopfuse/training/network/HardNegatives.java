package dev.shopfuse.training.network;

import java.util.Arrays;

/**
 * Leaves of each group's sampled negatives only those that the model scores highest, popularity
 * correction included: those that the loss itself weighs most.
 */
final class HardNegatives {
  private HardNegatives() {}

  /**
   * Sets the weight of all but the highest {@code count} negatives to 0; 0 keeps all. Of equal ones
   * the first are kept.
   */
  static void keep(LossRows rows, int count) {
    if (count == 0) {
      return;
    }
    int size = rows.groupSize();
    for (int from = 0; from < rows.count; from += size) {
      keep(rows, from, size, count);
    }
  }

  private static void keep(LossRows rows, int from, int size, int count) {
    double[] scores = new double[size];
    int negatives = 0;
    for (int row = from; row < from + size; row++) {
      if (rows.label[row] != 1 && rows.weight[row] != 0) {
        scores[negatives++] = rows.corrected(row);
      }
    }
    if (negatives <= count) {
      return;
    }
    Arrays.sort(scores, 0, negatives);
    double least = scores[negatives - count];
    int ties = count;
    for (int i = negatives - count; i < negatives; i++) {
      ties -= scores[i] > least ? 1 : 0;
    }
    for (int row = from; row < from + size; row++) {
      if (rows.label[row] != 1 && rows.weight[row] != 0) {
        double score = rows.corrected(row);
        boolean hard = score > least || (score == least && ties-- > 0);
        rows.weight[row] = hard ? rows.weight[row] : 0;
      }
    }
  }
}
