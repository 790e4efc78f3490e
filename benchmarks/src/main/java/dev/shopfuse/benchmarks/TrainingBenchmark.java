package dev.shopfuse.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Measures training steps of the whole trainer, with sampling and encoding, and prints one JSON
 * object. Arguments: a {@link TrainingSize}, embedding rows, workers, measured steps.
 *
 * <p>Speeds are those of the median step and, as a busy machine disturbs most of them, of the
 * fastest tenth. An example is one shop visit: its item visit, an item negative, the shop and a
 * shop negative.
 */
public final class TrainingBenchmark {
  private static final String CONFIG =
      """
      model:
        hidden: %s
        dropout: %s
        embedding_width: %d
        item_samples: 1
      loss: {item_weight: 1.0, shop_weight: 1.0}
      negatives: {shops: 1, items: 1}
      training: {batch_size: %d, workers: %d, epochs: 1}
      """;

  private TrainingBenchmark() {}

  /** Trains and prints examples per second and CPU microseconds per example. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    TrainingSize size = TrainingSize.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int rows = Integer.parseInt(arguments[1]);
    int workers = Integer.parseInt(arguments[2]);
    int steps = Integer.parseInt(arguments[3]);
    int examples = (size.warmUpSteps + steps) * size.batch;
    TrainingInput input = new TrainingMarket(rows, examples, size.width).input();
    StepClock clock = new StepClock(size.warmUpSteps, steps);
    TrainingConfig config =
        TrainingConfig.parse(
            "benchmark",
            CONFIG.formatted(size.hidden, size.dropout, size.width, size.batch, workers));
    new Trainer(config, input, clock).train();
    System.out.printf(
        Locale.ROOT,
        "{\"engine\": \"shopfuse\", \"size\": \"%s\", \"rows\": %d, \"threads\": %d, \"examples_per_second\": %.0f,"
            + " \"undisturbed_per_second\": %.0f, \"cpu_micros_per_example\": %.2f, \"matmul_cpu_micros_per_example\": %.2f}%n",
        arguments[0],
        rows,
        workers,
        size.batch / clock.seconds(0.5),
        size.batch / clock.seconds(0.1),
        clock.cpuMicros() / ((double) steps * size.batch),
        MatrixProducts.cpuMicrosPerExample(size, workers));
  }

  /** Wall time of each step after the warm-up, and CPU time of all of them. */
  private static final class StepClock implements TrainingListener {
    private final OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int warmUp;
    private final double[] seconds;
    private int steps;
    private long stepStart;
    private long cpuStart;
    private long cpuNanos;

    StepClock(int warmUp, int measured) {
      this.warmUp = warmUp;
      seconds = new double[measured];
    }

    @Override
    public void onStep(int epoch, int done, int total) {
      long now = System.nanoTime();
      int measured = steps++ - warmUp;
      if (measured >= 0 && measured < seconds.length) {
        seconds[measured] = (now - stepStart) / 1e9;
        cpuNanos = system.getProcessCpuTime() - cpuStart;
      } else {
        cpuStart = system.getProcessCpuTime();
      }
      stepStart = System.nanoTime();
    }

    /** Returns the duration that a share of the steps stayed below. */
    double seconds(double share) {
      double[] sorted = seconds.clone();
      Arrays.sort(sorted);
      return sorted[(int) (share * sorted.length)];
    }

    double cpuMicros() {
      return cpuNanos / 1e3;
    }
  }
}
