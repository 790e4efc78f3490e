package dev.shopfuse.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Training steps of a model by several synchronous workers: each makes its shard of the batch and
 * computes its gradients, then the gradients are added in the order of the workers and every worker
 * updates its part of the table rows. So seed and number of workers decide the weights to the bit.
 *
 * <p>Not thread-safe; owns its threads, close it. One BLAS thread each beats several in one
 * product, which wait for each other at every operation.
 */
public final class ParallelStep implements AutoCloseable {
  private final FusedModel model;
  private final List<WorkerThread> threads;
  private final List<ModelReplica> replicas;
  private List<GroupBatch> shards = List.of();

  /** Prepares the workers a model's configuration asks for. */
  public ParallelStep(FusedModel model) {
    this.model = model;
    int workers = model.config().training().workers();
    this.threads = IntStream.range(0, workers).mapToObj(WorkerThread::new).toList();
    this.replicas = IntStream.range(0, workers).mapToObj(model::replica).toList();
  }

  /** Returns the number of workers. */
  public int workers() {
    return threads.size();
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
    shards = BatchBuilder.build(onAll(source::shard));
    // Worker 0 owns the sum of the gradients and always has a shard.
    long step = model.step();
    List<Future<Double>> losses = new ArrayList<>();
    for (int worker = 0; worker < workers(); worker++) {
      int number = worker;
      if (shards.get(worker).groups() > 0) {
        losses.add(
            threads
                .get(worker)
                .submit(() -> replicas.get(number).gradients(shards.get(number), step)));
      }
    }
    return losses.stream().mapToDouble(WorkerThread::join).sum();
  }

  /** Updates the weights by the gradients computed last. */
  public void apply() {
    List<ModelReplica> computed =
        IntStream.range(0, workers())
            .filter(worker -> shards.get(worker).groups() > 0)
            .mapToObj(replicas::get)
            .toList();
    model.beginUpdate();
    onAll(
        worker -> {
          if (worker == 0) {
            model.updateTowers(computed);
          }
          model.updateTables(computed, worker, workers());
          return worker;
        });
  }

  /** Names the part of the model that made the loss of the last batch no number or very large. */
  public String culprit() {
    return onAll(worker -> replicas.get(worker).culprit(shards.get(worker))).stream()
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("no single layer");
  }

  private interface WorkerTask<T> {
    T run(int worker);
  }

  private <T> List<T> onAll(WorkerTask<T> task) {
    List<Future<T>> results = new ArrayList<>();
    for (int worker = 0; worker < workers(); worker++) {
      int number = worker;
      Callable<T> call = () -> task.run(number);
      results.add(threads.get(worker).submit(call));
    }
    return results.stream().map(WorkerThread::join).toList();
  }

  @Override
  public void close() {
    threads.forEach(WorkerThread::close);
  }
}
