package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The losses against their formulas; two groups of three rows, the positive first and last. */
class LogitLossTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-6);
  private static final double[] LOGITS = {0.5, -1, 2, 0.25, 1, -0.5};
  private static final double[] LABELS = {1, 0, 0, 0, 0, 1};
  private static final double[] CORRECTIONS = {-1, -2, 0.5, -1, -0.5, -2};

  private static double score(LogitLoss loss, double... weights) {
    double[][] labels = new double[LABELS.length][];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = new double[] {LABELS[row], CORRECTIONS[row]};
    }
    INDArray mask = column(weights);
    return loss.computeScore(
        Nd4j.createFromArray(labels), column(LOGITS), new ActivationSigmoid(), mask, false);
  }

  private static INDArray column(double... values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  private static double z(int row) {
    return LOGITS[row] - CORRECTIONS[row];
  }

  private static double share(int positive, int... others) {
    double sum = Math.exp(z(positive));
    for (int other : others) {
      sum += Math.exp(z(other));
    }
    return -Math.log(Math.exp(z(positive)) / sum);
  }

  private static double pair(int positive, int negative) {
    return Math.log(1 + Math.exp(z(negative) - z(positive)));
  }

  @Test
  void softmax_correctedLogits_isTheCrossEntropyOfTheGroups() {
    double expected = 0.5 * share(0, 1, 2) + 0.5 * share(5, 3, 4);
    assertThat(score(new SoftmaxLogitLoss(0), 0.5, 0.5, 0.5, 0.5, 0.5, 0.5))
        .isCloseTo(expected, CLOSE);
  }

  @Test
  void softmax_rowsOfWeightZero_areNoCandidates() {
    assertThat(score(new SoftmaxLogitLoss(0), 1, 0, 1, 1, 1, 0)).isCloseTo(share(0, 2), CLOSE);
  }

  @Test
  void softmax_hardest_keepsTheHighestNegatives() {
    assertThat(score(new SoftmaxLogitLoss(1), 1, 1, 1, 1, 1, 1))
        .isCloseTo(share(0, 2) + share(5, 4), CLOSE);
  }

  @Test
  void softmax_hardestOfNegativesWithTies_keepsThoseAboveTheTies() {
    double score =
        new SoftmaxLogitLoss(2)
            .computeScore(
                column(1, 0, 0, 0), column(1, 5, 5, 9), new ActivationSigmoid(), null, false);
    double expected = -Math.log(Math.exp(1) / (Math.exp(1) + Math.exp(5) + Math.exp(9)));
    assertThat(score).isCloseTo(expected, CLOSE);
  }

  @Test
  void pairwise_groups_isTheMeanOverNegatives() {
    double expected = (pair(0, 1) + pair(0, 2)) / 2 + (pair(5, 3) + pair(5, 4)) / 2;
    assertThat(score(new PairwiseLogitLoss(0), 1, 1, 1, 1, 1, 1)).isCloseTo(expected, CLOSE);
  }

  @Test
  void focal_gamma_leansOnRowsPredictedBadly() {
    double expected = 0;
    for (int row = 0; row < LOGITS.length; row++) {
      double p = 1 / (1 + Math.exp(LABELS[row] == 1 ? -LOGITS[row] : LOGITS[row]));
      expected -= Math.pow(1 - p, 2) * Math.log(p);
    }
    assertThat(score(new FocalLogitLoss(2), 1, 1, 1, 1, 1, 1)).isCloseTo(expected, CLOSE);
    assertThat(score(new FocalLogitLoss(0), 1, 1, 1, 1, 1, 1))
        .isCloseTo(score(new BinaryLogitLoss(), 1, 1, 1, 1, 1, 1), CLOSE);
  }

  @Test
  void softmax_groupsOfUnequalSize_areRefused() {
    assertThatThrownBy(
            () ->
                new SoftmaxLogitLoss(0)
                    .computeScore(
                        column(1, 0, 0, 0, 1),
                        column(1, 2, 3, 4, 5),
                        new ActivationSigmoid(),
                        null,
                        false))
        .hasMessageContaining("5 rows with 2 positives");
  }

  private static double gradientOfNegative(LogitLoss loss, double logit) {
    return loss.computeGradient(column(1, 0), column(0, logit), new ActivationSigmoid(), null)
        .getDouble(1);
  }

  @Test
  void gradient_rowsLearnedLongAgo_isZeroAndNotSubnormalInProducts() {
    assertThat(gradientOfNegative(new BinaryLogitLoss(), -30)).isPositive();
    assertThat(gradientOfNegative(new SoftmaxLogitLoss(0), -30)).isPositive();
    assertThat(gradientOfNegative(new PairwiseLogitLoss(0), -30)).isPositive();
    assertThat(gradientOfNegative(new BinaryLogitLoss(), -50)).isZero();
    assertThat(gradientOfNegative(new SoftmaxLogitLoss(0), -50)).isZero();
    assertThat(gradientOfNegative(new PairwiseLogitLoss(0), -50)).isZero();
    assertThat(gradientOfNegative(new FocalLogitLoss(2), -50)).isZero();
  }
}
