package dev.shopfuse.training.model;

import dev.shopfuse.training.network.SingleThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous workers, one thread each: number 0 is the thread that calls, which so need not wake
 * up, the others are the same throughout. Each computes with one OpenMP thread. Not thread-safe;
 * close it.
 */
final class Workers implements AutoCloseable {
  private static final String INTERRUPTED = "Interrupted while workers compute a step";

  /** How long threads wait for each other before they sleep, if each has a core of its own. */
  private static final long AWAKE_NANOS = 50_000;

  private final List<WorkerThread> others;
  private boolean isClosed;

  Workers(int count) {
    boolean isCrowded = count > Runtime.getRuntime().availableProcessors();
    others =
        IntStream.range(1, count)
            .mapToObj(worker -> new WorkerThread(worker, isCrowded ? 0 : AWAKE_NANOS))
            .toList();
    others.forEach(WorkerThread::start);
  }

  int count() {
    return others.size() + 1;
  }

  /**
   * Runs a task on every worker and waits for all of them; what the first of them threw is thrown
   * here.
   *
   * @param task gets the number of its worker
   * @return the results in the order of the workers
   * @throws IllegalStateException if the caller is interrupted, or this is closed
   */
  <T> List<T> run(IntFunction<T> task) {
    if (isClosed || Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException(isClosed ? "The workers are closed" : INTERRUPTED);
    }
    List<FutureTask<T>> all =
        IntStream.range(0, count()).mapToObj(worker -> future(task, worker)).toList();
    for (int worker = 1; worker < count(); worker++) {
      others.get(worker - 1).submit(all.get(worker));
    }
    all.get(0).run();
    for (int worker = 1; worker < count(); worker++) {
      others.get(worker - 1).stayAwake(all.get(worker));
    }
    return join(all);
  }

  private static <T> FutureTask<T> future(IntFunction<T> task, int worker) {
    return new FutureTask<>(
        () -> {
          SingleThread.useHere();
          return task.apply(worker);
        });
  }

  private static <T> List<T> join(List<FutureTask<T>> all) {
    List<T> results = new ArrayList<>();
    @Nullable Throwable failure = null;
    for (FutureTask<T> task : all) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(INTERRUPTED, e);
      }
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return results;
  }

  @Override
  public void close() {
    isClosed = true;
    others.forEach(WorkerThread::close);
  }
}
