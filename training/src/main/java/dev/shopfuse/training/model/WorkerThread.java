package dev.shopfuse.training.model;

import dev.shopfuse.training.network.SingleThread;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread that computes for one replica throughout: ND4J's workspaces, random state and thread
 * count belong to a thread. Close it.
 */
final class WorkerThread implements AutoCloseable {
  private final ExecutorService thread;

  WorkerThread(int number) {
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread created = new Thread(task, "shopfuse-worker-" + number);
              created.setDaemon(true);
              return created;
            });
    thread.execute(SingleThread::useHere);
  }

  <T> Future<T> submit(Callable<T> task) {
    return thread.submit(task);
  }

  /** Waits for a task; what it threw is thrown here. */
  static <T> T join(Future<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while workers compute a step", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
