package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.Metrics;
import java.util.List;
import java.util.Optional;

/**
 * The figures of several rankers on the same held-out shops. Immutable.
 *
 * @param split the name of the split they were measured on
 * @param rows one a ranker, in the order they were measured
 */
public record BaselineTable(String split, List<Row> rows) {
  public BaselineTable {
    rows = List.copyOf(rows);
  }

  /** Returns the row of a baseline, if it was measured. */
  public Optional<Row> row(Baseline baseline) {
    return rows.stream().filter(row -> row.baseline() == baseline).findFirst();
  }

  /**
   * One ranker.
   *
   * @param baseline which one
   * @param seeds its figures, one entry a seed; a single entry if no seed matters
   */
  public record Row(Baseline baseline, List<Metrics> seeds) {
    public Row {
      seeds = List.copyOf(seeds);
    }

    /** Returns the mean of a metric over the seeds. */
    public double mean(String metric) {
      return seeds.stream().mapToDouble(m -> m.value(metric)).average().orElse(Double.NaN);
    }

    /** Returns the sample deviation of a metric over the seeds; 0 for one seed. */
    public double deviation(String metric) {
      double mean = mean(metric);
      double squares = seeds.stream().mapToDouble(m -> Math.pow(m.value(metric) - mean, 2)).sum();
      return seeds.size() < 2 ? 0 : Math.sqrt(squares / (seeds.size() - 1));
    }

    /** Returns whether a metric was measured; heuristics have no log loss. */
    public boolean has(String metric) {
      return seeds.stream().allMatch(m -> m.values().containsKey(metric));
    }
  }
}
