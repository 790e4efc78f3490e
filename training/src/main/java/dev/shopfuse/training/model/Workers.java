package dev.shopfuse.training.model;

import dev.shopfuse.training.network.SingleThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private final List<ExecutorService> others;

  Workers(int count) {
    SingleThread.useHere();
    others = IntStream.range(1, count).mapToObj(Workers::thread).toList();
  }

  private static ExecutorService thread(int number) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "shopfuse-worker-" + number);
              created.setDaemon(true);
              return created;
            });
    thread.execute(SingleThread::useHere);
    return thread;
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
    FutureTask<T> own = new FutureTask<>(() -> task.apply(0));
    List<Future<T>> all = new ArrayList<>(List.of(own));
    for (ExecutorService other : others) {
      int worker = all.size();
      all.add(other.submit(() -> task.apply(worker)));
    }
    own.run();
    return join(all);
  }

  private static <T> List<T> join(List<Future<T>> all) {
    List<T> results = new ArrayList<>();
    @Nullable Throwable failure = null;
    for (Future<T> task : all) {
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
    others.forEach(ExecutorService::shutdownNow);
  }
}
