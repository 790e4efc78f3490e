package dev.shopfuse.training.train;

/** Takes a model and the state of its run on through an epoch. Not thread-safe; close it. */
interface Advance extends AutoCloseable {
  /** Returns the number of examples of an epoch. */
  int size();

  /** Prepares an epoch. */
  void begin(int epoch);

  /**
   * Goes on by as little as possible.
   *
   * @throws dev.shopfuse.training.InputException if the loss is no number or explodes
   */
  void advance(RunState state);

  @Override
  void close();
}
