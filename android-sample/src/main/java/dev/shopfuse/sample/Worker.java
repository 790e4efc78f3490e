package dev.shopfuse.sample;

import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A thread for something slow, one task after the other. Thread-safe. */
final class Worker {
  private final ExecutorService thread;
  private final Handler main = new Handler(Looper.getMainLooper());

  Worker(String name) {
    thread = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
  }

  /**
   * Runs a task on this thread, after those that were given before. A task that fails ends the app,
   * as it would on the main thread: neither an exception nor an error must be lost.
   *
   * @return run it to interrupt the task
   */
  Runnable run(Runnable task) {
    Future<?> future = thread.submit(() -> runLoudly(task));
    return () -> future.cancel(true);
  }

  private void runLoudly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      tell(() -> rethrow(e));
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    throw (RuntimeException) failure;
  }

  /** Runs a task on the main thread. */
  void tell(Runnable task) {
    main.post(task);
  }

  /** Waits for the tasks that were given before and ends the thread. */
  void finish() {
    thread.shutdown();
    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
