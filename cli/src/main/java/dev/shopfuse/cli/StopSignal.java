package dev.shopfuse.cli;

import dev.shopfuse.training.train.Trainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ctrl-C and SIGTERM into a request to a trainer, and holds the process until the trainer has
 * written its checkpoint. Thread-safe; closing it lets the process end.
 */
final class StopSignal implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 300;

  private final AtomicReference<@Nullable Trainer> trainer = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "shopfuse-stop");

  private StopSignal() {}

  static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  /** Names the run to stop; before that a signal ends the process at once. */
  void stops(Trainer running) {
    trainer.set(running);
  }

  private void stop() {
    Trainer running = trainer.get();
    if (running == null) {
      return;
    }
    running.requestStop();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already, and the hook with it.
    }
  }
}
