package dev.shopfuse.training.config;

/** Who meets a sampled shop. */
public enum NegativeSharing {
  /** The one example it was drawn for. */
  EXAMPLE,
  /** Every example of the batch; the visited shops of the others are negatives as well. */
  BATCH
}
