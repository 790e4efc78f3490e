package dev.shopfuse.training.train;

import dev.shopfuse.training.model.BatchBuilder;

/**
 * Examples in the order of an epoch, which depends on seed and epoch alone: so a position is all
 * that must be remembered to go on there. Several threads may read one epoch.
 */
interface ExampleSource {
  /** Returns the number of examples of an epoch. */
  int size();

  /** Prepares an epoch; nobody may read meanwhile. */
  void begin(int epoch);

  /** Returns the examples at the positions {@code from} to before {@code to} of the epoch. */
  BatchBuilder examples(int from, int to);
}
