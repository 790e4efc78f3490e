package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Focal loss (Lin et al. 2017): cross entropy times {@code (1 - p)^gamma}, p being the probability
 * given to the row's label, so that rows predicted well count less. Immutable.
 *
 * <p>With q = 1 - p the loss of a row of weight w is {@code -w * q^gamma * log(p)} and its gradient
 * by the logit {@code w * s * q^gamma * (gamma * p * log(p) - q)}, s being 1 for label 1 and -1 for
 * label 0. Gamma 0 is {@link BinaryLogitLoss}.
 */
public final class FocalLogitLoss extends LogitLoss {
  private static final long serialVersionUID = 1;

  @JsonProperty private final double gamma;

  @JsonCreator
  public FocalLogitLoss(@JsonProperty("gamma") double gamma) {
    this.gamma = gamma;
  }

  @Override
  void evaluate(LossRows rows) {
    for (int row = 0; row < rows.count; row++) {
      double weight = rows.weight[row];
      if (weight != 0) {
        double sign = rows.label[row] == 1 ? 1 : -1;
        double logit = sign * rows.logit[row];
        double logP = -BinaryLogitLoss.loss(logit, 1);
        double q = BinaryLogitLoss.sigmoid(-logit);
        double focus = weight * Math.pow(q, gamma);
        rows.loss[row] = -focus * logP;
        rows.gradient[row] = sign * focus * (gamma * (1 - q) * logP - q);
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FocalLogitLoss loss && loss.gamma == gamma;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(gamma);
  }
}
