package dev.shopfuse.sample;

import android.os.Handler;
import android.os.Looper;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One thread for everything slow, one task after the other. Thread-safe. */
final class Worker {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "shopfuse"));
  private final Handler main = new Handler(Looper.getMainLooper());

  /** Runs a task on the worker's thread, after those that were given before. */
  void run(Runnable task) {
    thread.execute(task);
  }

  /** Runs a task on the main thread. */
  void tell(Runnable task) {
    main.post(task);
  }

  /** Ends the thread after the tasks that were given before. */
  void finish() {
    thread.shutdown();
  }
}
