package dev.shopfuse.training.config;

/** How the losses of the two predictions are weighed against each other. */
public enum LossWeighting {
  /** By the weights of the configuration. */
  FIXED,
  /** By those weights times learned ones (Kendall et al. 2018). */
  UNCERTAINTY
}
