package dev.shopfuse.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * What threads that share one ranker get done: calls of {@link RankCallBenchmark} a second by one
 * thread and by several, in turns. Prints one JSON object a line, medians over rounds; it wants as
 * many idle processors as threads.
 *
 * <p>usage: RankThreads [THREADS [CANDIDATES ...]]
 */
public final class RankThreads {
  private static final int WARM_UP_ROUNDS = 5;
  private static final int ROUNDS = 15;
  private static final long ROUND_NANOS = 200_000_000;

  private RankThreads() {}

  /** Measures; the class says what the arguments are. */
  public static void main(String[] arguments) throws Exception {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      RankCalls.printEach(arguments, benchmark -> measure(benchmark, pool, threads));
    } finally {
      pool.shutdown();
    }
  }

  private static String measure(RankCallBenchmark benchmark, ExecutorService pool, int threads)
      throws Exception {
    double[] one = new double[ROUNDS];
    double[] several = new double[ROUNDS];
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      double alone = callsASecond(benchmark, pool, 1);
      double together = callsASecond(benchmark, pool, threads);
      if (round >= 0) {
        one[round] = alone;
        several[round] = together;
      }
    }
    return String.format(
        Locale.ROOT,
        "{\"candidates\": %d, \"threads\": %d, \"one_calls_a_second\": %.0f,"
            + " \"threads_calls_a_second\": %.0f, \"threads_over_one\": %.2f}",
        benchmark.candidates,
        threads,
        Median.of(one),
        Median.of(several),
        Median.of(several) / Median.of(one));
  }

  private static double callsASecond(RankCallBenchmark benchmark, ExecutorService pool, int threads)
      throws Exception {
    long start = System.nanoTime();
    List<Future<Long>> counts =
        IntStream.range(0, threads).mapToObj(i -> pool.submit(() -> calls(benchmark))).toList();
    long calls = 0;
    for (Future<Long> count : counts) {
      calls += count.get();
    }
    return calls / ((System.nanoTime() - start) / 1e9);
  }

  private static long calls(RankCallBenchmark benchmark) {
    long end = System.nanoTime() + ROUND_NANOS;
    long calls = 0;
    while (System.nanoTime() < end) {
      benchmark.rankBest();
      calls++;
    }
    return calls;
  }
}
