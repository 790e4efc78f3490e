package dev.shopfuse.training.train;

import dev.shopfuse.sdk.bundle.BundleFormat;

/**
 * What besides settings and data decides the weights of a run: how this version trains.
 * Checkpoints, searches and tables of baselines that another version began are not continued.
 */
public final class TrainingVersion {
  /** Raised with every change that gives other weights, if only in their last bits. */
  private static final int PROCEDURE = 4;

  private TrainingVersion() {}

  /** Returns the version, the same in all processes of a run. */
  public static String current() {
    return BundleFormat.SDK_VERSION + "-" + PROCEDURE;
  }
}
