package dev.shopfuse.training.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the stages of a run took. Not thread-safe. */
public final class Stages {
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  /** Runs a stage and remembers what it took; a name that was there before adds up. */
  public <T> T time(String name, Supplier<T> stage) {
    long start = System.nanoTime();
    try {
      return stage.get();
    } finally {
      add(name, (System.nanoTime() - start) / 1e9);
    }
  }

  /** Adds to a stage. */
  public void add(String name, double tookSeconds) {
    seconds.merge(name, tookSeconds, Double::sum);
  }

  /** Returns the stages, the slowest first. */
  List<Map.Entry<String, Double>> slowestFirst() {
    return seconds.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .toList();
  }
}
