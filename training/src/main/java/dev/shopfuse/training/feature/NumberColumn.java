package dev.shopfuse.training.feature;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The numbers of one column, over the targets that occur in the train split. Not thread-safe.
 *
 * <p>What counts as a number is what the SDK's encoders take: finite, decimal, without spaces.
 */
final class NumberColumn {
  private final VisitTables tables;
  private final FeatureDefinition feature;
  private final TableKind kind;
  private final String column;

  NumberColumn(VisitTables tables, FeatureDefinition feature) {
    this.tables = tables;
    this.feature = feature;
    this.kind = SideTable.of(feature.side());
    this.column = Objects.requireNonNull(feature.column());
  }

  /** What {@code z_score} and {@code log} need. */
  record Scale(double mean, double deviation) {}

  void requireNumbers() {
    List<String> bad =
        tables
            .database()
            .query(
                """
                SELECT %2$s, %1$s FROM %3$s
                WHERE %1$s <> '' AND (NOT regexp_full_match(%1$s, '[-+0-9.eE]+')
                  OR TRY_CAST(%1$s AS DOUBLE) IS NULL OR NOT isfinite(TRY_CAST(%1$s AS DOUBLE)))
                ORDER BY 1 LIMIT 1\
                """
                    .formatted(Sql.name(column), SideTable.id(feature.side()), kind.table()),
                row ->
                    "%s: %s of %s \"%s\" is \"%s\"; expected a finite decimal number or nothing"
                        .formatted(
                            tables.fileName(kind),
                            column,
                            SideTable.id(feature.side()),
                            row.getString(1),
                            row.getString(2)));
    if (!bad.isEmpty()) {
      throw new InputException(bad.get(0));
    }
  }

  /** Sums in the order of the numbers: in another order they differ in the last bit. */
  Scale scale(boolean log) {
    String value = log ? "sign(x) * ln(1 + abs(x))" : "x";
    return tables
        .database()
        .query(
            """
            SELECT coalesce(avg(%1$s ORDER BY x), 0), coalesce(stddev_pop(%1$s ORDER BY x), 0)
            FROM (%2$s) numbers\
            """
                .formatted(value, numbers()),
            row -> new Scale(row.getDouble(1), positive(row.getDouble(2))))
        .get(0);
  }

  /** Boundaries of so many intervals of about equal counts; fewer where values repeat. */
  double[] quantiles(int intervals) {
    String shares =
        IntStream.range(1, intervals)
            .mapToObj(i -> String.valueOf((double) i / intervals))
            .collect(Collectors.joining(", "));
    List<Double> boundaries =
        tables
            .database()
            .query(
                """
                SELECT DISTINCT unnest(quantile_disc(x, [%s])) AS boundary
                FROM (%s) numbers ORDER BY boundary\
                """
                    .formatted(shares, numbers()),
                row -> row.getDouble(1));
    if (boundaries.isEmpty()) {
      throw new InputException(
          "%s has no number in column \"%s\", so feature \"%s\" has no boundaries"
              .formatted(tables.fileName(kind), column, feature.name()));
    }
    return boundaries.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private String numbers() {
    return """
    SELECT CAST(t.%1$s AS DOUBLE) AS x FROM %2$s t
    JOIN %3$s w ON w.id = t.%4$s WHERE t.%1$s <> ''\
    """
        .formatted(
            Sql.name(column),
            kind.table(),
            SideTable.weights(feature.side()),
            SideTable.id(feature.side()));
  }

  private static double positive(double deviation) {
    return deviation > 0 ? deviation : 1;
  }
}
