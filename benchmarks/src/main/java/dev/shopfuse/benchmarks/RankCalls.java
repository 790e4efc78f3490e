package dev.shopfuse.benchmarks;

import java.util.Arrays;
import java.util.List;

/** {@link RankCallBenchmark} without JMH, for main classes that measure it in their own way. */
final class RankCalls {
  private RankCalls() {}

  /** Measures an open benchmark and returns the line to print. */
  interface Measurement {
    String measure(RankCallBenchmark benchmark) throws Exception;
  }

  /**
   * Measures with each number of candidates and prints the lines.
   *
   * @param arguments of the main class: its own one, then numbers of candidates; without them, 100,
   *     1000 and 10000 are taken
   */
  static void printEach(String[] arguments, Measurement measurement) throws Exception {
    List<String> sizes =
        arguments.length > 1
            ? Arrays.asList(arguments).subList(1, arguments.length)
            : List.of("100", "1000", "10000");
    for (String size : sizes) {
      RankCallBenchmark benchmark = new RankCallBenchmark();
      benchmark.candidates = Integer.parseInt(size);
      benchmark.open();
      System.out.println(measurement.measure(benchmark));
      benchmark.close();
    }
  }
}
