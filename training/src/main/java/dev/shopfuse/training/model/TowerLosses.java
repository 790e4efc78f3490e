package dev.shopfuse.training.model;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.BinaryLogitLoss;
import dev.shopfuse.training.network.FocalLogitLoss;
import dev.shopfuse.training.network.LogitLoss;
import dev.shopfuse.training.network.PairwiseLogitLoss;
import dev.shopfuse.training.network.SoftmaxLogitLoss;

/** The losses of the two predictions by their names in a configuration. */
final class TowerLosses {
  private TowerLosses() {}

  /** Returns the loss of items: several of an example may be visited, so rows stand alone. */
  static LogitLoss ofItems(TrainingConfig config) {
    return switch (config.loss().shop()) {
      case FOCAL -> new FocalLogitLoss(config.loss().focalGamma());
      case BCE, SOFTMAX, BPR -> new BinaryLogitLoss();
    };
  }

  static LogitLoss ofShops(TrainingConfig config) {
    int hardest = config.negatives().hardest();
    return switch (config.loss().shop()) {
      case BCE -> new BinaryLogitLoss();
      case FOCAL -> new FocalLogitLoss(config.loss().focalGamma());
      case SOFTMAX -> new SoftmaxLogitLoss(hardest);
      case BPR -> new PairwiseLogitLoss(hardest);
    };
  }
}
