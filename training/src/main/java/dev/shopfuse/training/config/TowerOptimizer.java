package dev.shopfuse.training.config;

/** The optimiser of the towers, one of DL4J's. */
public enum TowerOptimizer {
  ADAM,
  ADAMAX,
  AMSGRAD,
  NADAM,
  ADAGRAD,
  RMSPROP,
  NESTEROVS,
  SGD
}
