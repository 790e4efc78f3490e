package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.VisitTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The rows of one side in the order of their numbers. Not thread-safe. */
final class SideRows {
  private final VisitTables tables;
  private final Side side;
  private final List<Feature> features;
  private final String rows;

  /**
   * Prepares reading all rows.
   *
   * @param features those that read a column
   */
  SideRows(VisitTables tables, Side side, List<Feature> features) {
    this(tables, side, features, numbered(side));
  }

  /**
   * Prepares reading some rows.
   *
   * @param rows a query of rows {@code t} with the id, the columns, and a number that orders them
   */
  SideRows(VisitTables tables, Side side, List<Feature> features, String rows) {
    this.tables = tables;
    this.side = side;
    this.features = features;
    this.rows = rows;
  }

  private static String numbered(Side side) {
    return "SELECT n.number, t.* FROM %s n JOIN %s t ON t.%s = n.%s"
        .formatted(
            SideTable.numbers(side),
            SideTable.of(side).table(),
            SideTable.id(side),
            SideTable.numberedId(side));
  }

  /** One row; a missing value is the empty text. */
  final class Row {
    private final String id;
    private final String[] values;

    private Row(ResultSet row) throws SQLException {
      this.id = row.getString(1);
      this.values = new String[features.size()];
      for (int i = 0; i < values.length; i++) {
        String value = row.getString(i + 2);
        values[i] = value == null ? "" : value;
      }
    }

    String id() {
      return id;
    }

    void putInto(EncodedFeaturesBuilder target) {
      for (int i = 0; i < values.length; i++) {
        target.put(features.get(i), values[i]);
      }
    }
  }

  /** Hands out each row; what an encoder refuses becomes one sentence that names the row. */
  void forEach(Consumer<Row> consumer) {
    tables
        .database()
        .forEach(
            sql(),
            result -> {
              Row row = new Row(result);
              try {
                consumer.accept(row);
              } catch (IllegalArgumentException e) {
                throw new InputException(
                    "%s, %s \"%s\": %s"
                        .formatted(
                            tables.fileName(SideTable.of(side)),
                            SideTable.id(side),
                            row.id(),
                            e.getMessage()),
                    e);
              }
            });
  }

  private String sql() {
    StringBuilder columns = new StringBuilder("t." + SideTable.id(side));
    for (Feature feature : features) {
      columns.append(", t.").append(Sql.name(Objects.requireNonNull(feature.column())));
    }
    return "SELECT %s FROM (%s) t ORDER BY t.number".formatted(columns, rows);
  }
}
