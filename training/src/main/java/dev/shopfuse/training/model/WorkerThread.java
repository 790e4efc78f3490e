package dev.shopfuse.training.model;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs one task after the other. It stays awake for a moment before it sleeps, and so
 * should whoever waits for it: to wake up takes as long as a third of a short step.
 */
final class WorkerThread extends Thread {
  private final long awakeNanos;
  private volatile @Nullable FutureTask<?> next;
  private volatile boolean isClosed;

  /**
   * Creates a thread that is to be started.
   *
   * @param awakeNanos how long it waits for a task before it sleeps
   */
  WorkerThread(int number, long awakeNanos) {
    super("shopfuse-worker-" + number);
    setDaemon(true);
    this.awakeNanos = awakeNanos;
  }

  /** Hands over a task; the one before must be done. */
  void submit(FutureTask<?> task) {
    next = task;
    LockSupport.unpark(this);
  }

  @Override
  public void run() {
    for (FutureTask<?> task = await(); task != null; task = await()) {
      task.run();
    }
  }

  /** Returns the next task, or null if there is none to come. */
  private @Nullable FutureTask<?> await() {
    long sleep = System.nanoTime() + awakeNanos;
    while (!isClosed) {
      FutureTask<?> task = next;
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

  /** Stays awake until a task of this thread is done, but no longer than a moment. */
  void stayAwake(Future<?> task) {
    long end = System.nanoTime() + awakeNanos;
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
