package dev.shopfuse.training.table;

/** Hears how far long work has come. Called on the thread that does the work. */
@FunctionalInterface
public interface Progress {
  /**
   * Tells of one finished step.
   *
   * @param step what was done, as a person would say it
   * @param done steps finished
   * @param total steps in all
   */
  void advance(String step, int done, int total);

  /** Returns a listener that ignores everything. */
  static Progress none() {
    return (step, done, total) -> {};
  }
}
