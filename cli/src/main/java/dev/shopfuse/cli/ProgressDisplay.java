package dev.shopfuse.cli;

import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.train.TrainingListener;
import java.util.function.IntConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A progress bar on standard error, one at a time, or nothing where nobody watches.
 *
 * <p>Not thread-safe. Closing it leaves the terminal clean.
 */
final class ProgressDisplay implements AutoCloseable {
  private final boolean visible;
  private @Nullable ProgressBar bar;
  private String task = "";

  private ProgressDisplay(boolean visible) {
    this.visible = visible;
  }

  static ProgressDisplay open(boolean visible) {
    return new ProgressDisplay(visible);
  }

  /** Shows how far a task has come; a new task name starts a new bar. */
  void show(String name, long done, long total) {
    if (!visible) {
      return;
    }
    if (bar == null || !task.equals(name)) {
      close();
      task = name;
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setStyle(ProgressBarStyle.ASCII)
              .setInitialMax(total)
              .setUpdateIntervalMillis(200)
              .clearDisplayOnFinish()
              .build();
    }
    bar.stepTo(done);
  }

  /** Returns a listener for work that tells of its steps. */
  Progress steps(String name) {
    return (step, done, total) -> show(name, done, total);
  }

  /** Returns a listener for a task whose total is known. */
  IntConsumer counting(String name, int total) {
    return done -> show(name, done, total);
  }

  /** Returns a listener that shows a run on one bar an epoch and prints nothing. */
  TrainingListener training(String name) {
    return new TrainingListener() {
      @Override
      public void onStep(int epoch, int done, int total) {
        show(name + ", epoch " + epoch, done, total);
      }
    };
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
