package dev.shopfuse.training.baseline;

import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.sample.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of several rankers on the same held-out shops. Immutable.
 *
 * @param split the split they were measured on
 * @param shopVisits how many shop visits were known of each evaluated user
 * @param rows one a ranker, in the order they were measured
 * @param leftOut what could not be trained here
 */
public record BaselineTable(
    Split split, List<Integer> shopVisits, List<Row> rows, List<LeftOut> leftOut) {
  public BaselineTable {
    shopVisits = List.copyOf(shopVisits);
    rows = List.copyOf(rows);
    leftOut = List.copyOf(leftOut);
  }

  /** Creates a table that nothing was left out of. */
  public BaselineTable(Split split, List<Integer> shopVisits, List<Row> rows) {
    this(split, shopVisits, rows, List.of());
  }

  /** Returns the row of a baseline, if it was measured. */
  public Optional<Row> row(Baseline baseline) {
    return rows.stream().filter(row -> row.baseline().label().equals(baseline.label())).findFirst();
  }

  /** Returns this table with one more row. */
  public BaselineTable with(Row row) {
    List<Row> more = new ArrayList<>(rows);
    more.add(row);
    return new BaselineTable(split, shopVisits, more, leftOut);
  }

  /** Returns this table with what was left out of it. */
  public BaselineTable withLeftOut(List<LeftOut> rowsLeftOut) {
    return new BaselineTable(split, shopVisits, rows, rowsLeftOut);
  }

  /** Returns whether a row was measured with more than one seed. */
  public boolean hasSeveralSeeds() {
    return rows.stream().anyMatch(row -> row.runs().size() > 1);
  }

  /** Returns what an interval covers. */
  public String intervalNote() {
    if (hasSeveralSeeds()) {
      return "over users and seeds";
    }
    return rows.stream().anyMatch(row -> row.baseline().hasSeed())
        ? "over users for these very models; with one seed nothing is known of other seeds"
        : "over users";
  }

  /**
   * Returns what a reader must know of how epochs and settings were chosen. Whether settings were
   * searched, no configuration tells.
   */
  public String choiceNote() {
    return split == Split.TUNE
        ? "The epoch was chosen on this split, and so were the settings if they were searched: the"
            + " trained rows are optimistic."
        : "The epoch was chosen on tune, not on this split, and so were the settings if they were"
            + " searched.";
  }

  /**
   * A row that the table does not have.
   *
   * @param baseline which one
   * @param reason why it cannot be trained, a sentence
   */
  public record LeftOut(Baseline baseline, String reason) {}

  /**
   * One ranker.
   *
   * @param baseline which one
   * @param runs one a seed; a single one if no seed matters
   */
  public record Row(Baseline baseline, List<BaselineRun> runs) {
    public Row {
      runs = List.copyOf(runs);
    }

    /** Returns the names of the metrics; heuristics have no log loss. */
    public List<String> metrics() {
      return List.copyOf(runs.get(0).metrics().values().keySet());
    }

    /** Returns the mean of a metric over the seeds. */
    public double mean(String metric) {
      return values(metric).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** Returns the sample deviation of a metric over the seeds; empty for one seed. */
    public OptionalDouble deviation(String metric) {
      if (runs.size() < 2) {
        return OptionalDouble.empty();
      }
      double mean = mean(metric);
      double squares = values(metric).stream().mapToDouble(v -> Math.pow(v - mean, 2)).sum();
      return OptionalDouble.of(Math.sqrt(squares / (runs.size() - 1)));
    }

    private List<Double> values(String metric) {
      return runs.stream().map(BaselineRun::metrics).map((Metrics m) -> m.value(metric)).toList();
    }

    /** Returns a ranking metric of some users [seeds, users]. */
    double[][] ofUsers(String metric, int[] users) {
      double[][] chosen = new double[runs.size()][users.length];
      for (int run = 0; run < chosen.length; run++) {
        double[] all = runs.get(run).ofUsers(metric);
        for (int i = 0; i < users.length; i++) {
          chosen[run][i] = all[users[i]];
        }
      }
      return chosen;
    }
  }
}
