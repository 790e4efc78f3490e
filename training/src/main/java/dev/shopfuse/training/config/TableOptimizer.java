package dev.shopfuse.training.config;

/** The optimiser of the embedding tables; both touch only the rows of a step. */
public enum TableOptimizer {
  /** Adam, with first and second moments of every weight. */
  LAZY_ADAM,
  /** Adagrad with one sum a row. */
  ROW_ADAGRAD
}
