package dev.shopfuse.training.config;

/**
 * The course of a training run: section {@code training}. Immutable.
 *
 * @param seed decides weights, order and negatives
 * @param batchSize groups in a step; a group is one shop visit with its negatives
 * @param workers threads that share a step, each with its own part of the batch; a seed decides the
 *     weights to the bit for a given number of workers
 * @param epochs the most passes over the examples
 * @param patience passes without a better tune metric before training stops
 * @param monitor the tune metric that chooses the epoch
 * @param learningRate step size of towers and tables
 * @param tableL2 L2 penalty on the embedding rows a step touches; 0 for none
 * @param maxBadShare the largest share of bad rows in the visit tables that is put up with
 */
public record RunConfig(
    long seed,
    int batchSize,
    int workers,
    int epochs,
    int patience,
    Monitor monitor,
    double learningRate,
    double tableL2,
    double maxBadShare) {

  static RunConfig read(ConfigSection section) {
    RunConfig config =
        new RunConfig(
            section.integer("seed", 7, 0, Integer.MAX_VALUE),
            section.integer("batch_size", 256, 1, 1 << 20),
            section.integer("workers", 2, 1, 256),
            section.integer("epochs", 30, 1, 100_000),
            section.integer("patience", 4, 1, 100_000),
            section.choice("monitor", Monitor.NDCG_20, Monitor::metric),
            section.number("learning_rate", 0.001, 1e-9, 10),
            section.number("table_l2", 0, 0, 10),
            section.number("max_bad_share", 0, 0, 1));
    section.refuseUnknownKeys();
    return config;
  }

  /** Returns this run with another seed. */
  public RunConfig withSeed(long other) {
    return new RunConfig(
        other, batchSize, workers, epochs, patience, monitor, learningRate, tableL2, maxBadShare);
  }
}
