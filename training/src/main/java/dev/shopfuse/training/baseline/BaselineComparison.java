package dev.shopfuse.training.baseline;

import dev.shopfuse.training.statistics.Comparison;
import dev.shopfuse.training.statistics.PairedBootstrap;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A baseline table against one of its rows: per bucket of users and metric, the mean of each row
 * and how it differs from the reference. Immutable.
 */
public final class BaselineComparison {
  /** The metrics that are compared. */
  public static final List<String> METRICS = List.of("ndcg@20", "recall@20", "mrr");

  private final BaselineTable table;
  private final BaselineTable.Row reference;
  private final Map<String, Map<Bucket, Map<String, Cell>>> cells = new HashMap<>();

  /**
   * One row, bucket and metric.
   *
   * @param mean the metric's mean over users and seeds
   * @param against the difference to the reference; empty for the reference itself
   */
  public record Cell(double mean, Optional<Comparison> against) {}

  /**
   * Compares; takes some seconds for thousands of users.
   *
   * @param reference the row that the others are compared with
   * @throws IllegalArgumentException if the table has no such row
   */
  public BaselineComparison(BaselineTable table, Baseline reference) {
    this.table = table;
    this.reference =
        table
            .row(reference)
            .orElseThrow(
                () -> new IllegalArgumentException(reference.label() + " was not measured."));
    for (BaselineTable.Row row : table.rows()) {
      cells.put(row.baseline().label(), cells(row));
    }
  }

  private Map<Bucket, Map<String, Cell>> cells(BaselineTable.Row row) {
    Map<Bucket, Map<String, Cell>> byBucket = new EnumMap<>(Bucket.class);
    for (Bucket bucket : Bucket.values()) {
      int[] users = bucket.users(table.shopVisits());
      Map<String, Cell> byMetric = new LinkedHashMap<>();
      if (users.length > 0) {
        METRICS.forEach(metric -> byMetric.put(metric, cell(row, metric, users)));
      }
      byBucket.put(bucket, byMetric);
    }
    return byBucket;
  }

  private Cell cell(BaselineTable.Row row, String metric, int[] users) {
    double[][] own = row.ofUsers(metric, users);
    double mean = Arrays.stream(own).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
    return new Cell(
        mean,
        row.equals(reference)
            ? Optional.empty()
            : Optional.of(
                PairedBootstrap.standard().compare(own, reference.ofUsers(metric, users))));
  }

  /** Returns the table. */
  public BaselineTable table() {
    return table;
  }

  /** Returns the row the others are compared with. */
  public Baseline reference() {
    return reference.baseline();
  }

  /** Returns how many evaluated users are in a bucket. */
  public int users(Bucket bucket) {
    return bucket.users(table.shopVisits()).length;
  }

  /** Returns a cell; empty if the bucket has no user, or the row or metric is not compared. */
  public Optional<Cell> cell(Baseline row, Bucket bucket, String metric) {
    return Optional.ofNullable(
        cells.getOrDefault(row.label(), Map.of()).getOrDefault(bucket, Map.of()).get(metric));
  }
}
