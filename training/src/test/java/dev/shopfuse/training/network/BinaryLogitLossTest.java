package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BinaryLogitLossTest {
  private final BinaryLogitLoss loss = new BinaryLogitLoss();
  private final ActivationSigmoid sigmoid = new ActivationSigmoid();

  @Test
  void gradient_farFromLabel_doesNotSaturate() {
    INDArray logits = Nd4j.create(new double[][] {{-20}, {-200}, {200}, {0}});
    INDArray labels = Nd4j.create(new double[][] {{1}, {1}, {0}, {1}});
    INDArray gradient = loss.computeGradient(labels, logits, sigmoid, null);
    assertThat(gradient.toDoubleVector())
        .containsExactly(new double[] {-1, -1, 1, -0.5}, within(1e-8));
    assertThat(loss.computeScoreArray(labels, logits, sigmoid, null).toDoubleVector())
        .containsExactly(new double[] {20, 200, 200, Math.log(2)}, within(1e-8));
  }

  @Test
  void score_rowWeights_areHonoured() {
    INDArray logits = Nd4j.create(new double[][] {{1}, {-2}, {3}});
    INDArray labels = Nd4j.create(new double[][] {{1}, {1}, {0}});
    INDArray weights = Nd4j.create(new double[][] {{0.5}, {2}, {0}});
    double expected = 0.5 * Math.log1p(Math.exp(-1)) + 2 * Math.log1p(Math.exp(2));
    assertThat(loss.computeScore(labels, logits, sigmoid, weights, false))
        .isCloseTo(expected, within(1e-9));
    assertThat(loss.computeGradient(labels, logits, sigmoid, weights).getDouble(2)).isZero();
  }

  @Test
  void anyCall_otherActivation_isRefused() {
    INDArray one = Nd4j.ones(1, 1);
    assertThatThrownBy(() -> loss.computeScore(one, one, new ActivationIdentity(), null, true))
        .hasMessageContaining("needs the sigmoid activation");
  }
}
