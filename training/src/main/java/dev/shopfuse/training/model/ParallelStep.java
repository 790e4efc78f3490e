package dev.shopfuse.training.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Training steps of a model by several synchronous workers: each makes its shard of the batch and
 * computes its gradients, then the gradients are added in the order of the workers and parts of the
 * table rows are updated by whoever is free. So seed and number of workers decide the weights to
 * the bit.
 *
 * <p>Not thread-safe. Owns threads beside the one that calls, close it. One BLAS thread each beats
 * several in one product, which wait for each other at every operation.
 */
public final class ParallelStep implements AutoCloseable {
  /** Parts of the tables a worker: the towers' update takes as long as several of them. */
  private static final int PARTS = 4;

  private final FusedModel model;
  private final Workers workers;
  private final List<ModelReplica> replicas;
  private List<GroupBatch> shards = List.of();

  /** Prepares the workers a model's configuration asks for. */
  public ParallelStep(FusedModel model) {
    this.model = model;
    int count = model.config().training().workers();
    this.replicas = IntStream.range(0, count).mapToObj(model::replica).toList();
    this.workers = new Workers(count);
  }

  /** Returns the number of workers. */
  public int workers() {
    return workers.count();
  }

  /** Makes the share of a worker in a batch, on the worker's thread. */
  public interface ShardSource {
    /**
     * Returns a shard; only that of worker 0 must have a group.
     *
     * @param worker which of the workers, from 0
     */
    BatchBuilder shard(int worker);
  }

  /**
   * Computes the gradients of one batch; {@link #apply} then takes the step.
   *
   * @return the loss of the batch, NaN if it diverged
   */
  public double compute(ShardSource source) {
    List<BatchBuilder> builders = workers.run(source::shard);
    List<Runnable> pairs = BatchBuilder.pairs(builders);
    if (!pairs.isEmpty()) {
      workers.run(
          worker -> {
            pairs.get(worker).run();
            return worker;
          });
    }
    shards = BatchBuilder.build(builders);
    long step = model.step();
    return workers
        .run(
            worker ->
                hasShard(worker) ? replicas.get(worker).gradients(shards.get(worker), step) : 0)
        .stream()
        .mapToDouble(loss -> loss)
        .sum();
  }

  private boolean hasShard(int worker) {
    return shards.get(worker).groups() > 0;
  }

  /** Updates the weights by the gradients computed last. */
  public void apply() {
    // Worker 0 owns the sum of the gradients and always has a shard.
    List<ModelReplica> computed =
        IntStream.range(0, workers()).filter(this::hasShard).mapToObj(replicas::get).toList();
    model.beginUpdate();
    int parts = workers() == 1 ? 1 : PARTS * workers();
    AtomicInteger nextPart = new AtomicInteger();
    workers.run(
        worker -> {
          if (worker == 0) {
            model.updateTowers(computed);
          }
          for (int part = nextPart.getAndIncrement();
              part < parts;
              part = nextPart.getAndIncrement()) {
            model.updateTables(computed, part, parts);
          }
          return worker;
        });
  }

  /** Names the part of the model that made the loss of the last batch no number or very large. */
  public String culprit() {
    return workers.run(worker -> replicas.get(worker).culprit(shards.get(worker))).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("no single layer");
  }

  @Override
  public void close() {
    workers.close();
  }
}
