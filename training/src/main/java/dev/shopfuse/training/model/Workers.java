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
 * up. A number is the same thread throughout, since ND4J's workspaces, random state and thread
 * count belong to a thread. Not thread-safe; close it.
 */
final class Workers implements AutoCloseable {
  private final List<WorkerThread> others;

  Workers(int count) {
    SingleThread.useHere();
    others = IntStream.range(1, count).mapToObj(WorkerThread::new).toList();
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
   */
  <T> List<T> run(IntFunction<T> task) {
    List<FutureTask<T>> all =
        IntStream.range(0, count())
            .mapToObj(worker -> new FutureTask<>(() -> task.apply(worker)))
            .toList();
    for (int worker = 1; worker < count(); worker++) {
      others.get(worker - 1).submit(all.get(worker));
    }
    all.get(0).run();
    all.forEach(WorkerThread::stayAwake);
    return join(all);
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
        throw new IllegalStateException("Interrupted while workers compute a step", e);
      }
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return results;
  }

  @Override
  public void close() {
    others.forEach(WorkerThread::close);
  }
}
