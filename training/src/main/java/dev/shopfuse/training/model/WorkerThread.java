package dev.shopfuse.training.model;

import dev.shopfuse.training.network.SingleThread;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs one task after the other. It stays awake for a moment before it sleeps, and so
 * should whoever waits for it: to wake up takes as long as a third of a short step.
 */
final class WorkerThread extends Thread {
  private static final long AWAKE_NANOS = 50_000;

  private volatile @Nullable Runnable next;
  private volatile boolean isClosed;

  WorkerThread(int number) {
    super("shopfuse-worker-" + number);
    setDaemon(true);
  }

  /** Hands over a task; the one before must be done. */
  void submit(Runnable task) {
    next = task;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    SingleThread.useHere();
    for (Runnable task = await(); task != null; task = await()) {
      task.run();
    }
  }

  /** Returns the next task, or null if there is none to come. */
  private @Nullable Runnable await() {
    long sleep = System.nanoTime() + AWAKE_NANOS;
    while (!isClosed) {
      Runnable task = next;
      if (task != null) {
        next = null;
        return task;
      }
      if (System.nanoTime() < sleep) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
    return null;
  }

  /** Stays awake until a task is done, but no longer than a moment. */
  static void stayAwake(Future<?> task) {
    long end = System.nanoTime() + AWAKE_NANOS;
    while (!task.isDone() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** Lets the thread end after its task. */
  void close() {
    isClosed = true;
    LockSupport.unpark(this);
  }
}
