package dev.shopfuse.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The calls of {@link RankCallBenchmark} taken in turns within one process, by the processor time
 * of the thread: a ratio that means something on a busy machine too, where JMH's forks, minutes
 * apart, do not. Prints one JSON object a line, medians over rounds.
 *
 * <p>usage: RankRatios [ROUNDS [CANDIDATES ...]]
 */
public final class RankRatios {
  private static final int WARM_UP_ROUNDS = 40;
  private static final long ROUND_NANOS = 4_000_000;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Series floor;
  private final Series best;
  private final Series every;
  private final Series samples;
  private final Series tiled;

  /** One of the calls, and what each round measured. */
  private static final class Series {
    final String name;
    final Callable<?> call;
    final double[] micros;
    final double[] bytes;

    Series(String name, int rounds, Callable<?> call) {
      this.name = name;
      this.call = call;
      this.micros = new double[rounds];
      this.bytes = new double[rounds];
    }
  }

  private RankRatios(RankCallBenchmark benchmark, int rounds) {
    floor =
        new Series(
            "floor",
            rounds,
            () -> {
              benchmark.floor();
              return benchmark;
            });
    best = new Series("rank_best", rounds, benchmark::rankBest);
    every = new Series("rank_every", rounds, benchmark::rankEvery);
    samples = new Series("samples", rounds, benchmark::samples);
    tiled = new Series("samples_tiled", rounds, benchmark::samplesTiled);
  }

  /** Measures; the class says what the arguments are. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    RankCalls.printEach(
        arguments, benchmark -> new RankRatios(benchmark, rounds).measure(benchmark.candidates));
  }

  private String measure(int candidates) throws Exception {
    List<Series> all = List.of(floor, best, every, samples, tiled);
    for (int round = -WARM_UP_ROUNDS; round < floor.micros.length; round++) {
      for (Series series : all) {
        double[] cost = cost(series.call);
        if (round >= 0) {
          series.micros[round] = cost[0];
          series.bytes[round] = cost[1];
        }
      }
    }
    StringBuilder text = new StringBuilder("{\"candidates\": " + candidates);
    for (Series series : all) {
      add(text, series.name + "_micros", Median.of(series.micros));
      add(text, series.name + "_bytes", Median.of(series.bytes));
    }
    add(text, "rank_over_floor", Median.of(best.micros) / Median.of(floor.micros));
    add(text, "samples_over_rank", Median.of(samples.micros) / Median.of(best.micros));
    add(text, "samples_tiled_over_rank", Median.of(tiled.micros) / Median.of(best.micros));
    return text.append('}').toString();
  }

  /** Returns the microseconds and bytes of one call, the mean over some milliseconds. */
  private double[] cost(Callable<?> call) throws Exception {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    long end = start;
    int count = 0;
    while (end - start < ROUND_NANOS) {
      call.call();
      count++;
      end = threads.getCurrentThreadCpuTime();
    }
    return new double[] {
      (end - start) / 1e3 / count,
      (double) (threads.getCurrentThreadAllocatedBytes() - bytes) / count
    };
  }

  private static void add(StringBuilder text, String name, double value) {
    text.append(String.format(Locale.ROOT, ", \"%s\": %.2f", name, value));
  }
}
