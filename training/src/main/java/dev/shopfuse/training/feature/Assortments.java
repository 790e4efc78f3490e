package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.VisitTables;
import java.util.Arrays;
import java.util.Objects;

/**
 * Lists of one side by the other, through who sells what: the items of a shop, the shops of an
 * item.
 *
 * <p>A list has each value once: those of most pairs first, then those most seen in the train
 * split, then in the order of bytes; it is cut at the feature's maximum length.
 */
final class Assortments {
  private static final int[] NOTHING = {};

  private Assortments() {}

  /** Returns the table rows of the list of each catalogue index. */
  static int[][] rows(VisitTables tables, FeatureContract contract, Feature list) {
    Feature source = contract.feature(Objects.requireNonNull(list.of()));
    IndexEncoding encoding = contract.rows(source);
    long targets = tables.rows(SideTable.of(list.side()));
    int[][] rows = new int[Math.toIntExact(targets) + Catalogue.FIRST][];
    Arrays.fill(rows, NOTHING);
    tables
        .database()
        .forEach(
            sql(list, source),
            row -> {
              int number = row.getInt(1);
              int[] before = rows[number];
              int[] grown = Arrays.copyOf(before, before.length + 1);
              grown[before.length] = encoding.row(row.getString(2));
              rows[number] = grown;
            });
    return rows;
  }

  private static String sql(Feature list, Feature source) {
    Side own = list.side();
    Side other = source.side();
    return """
        SELECT number, value FROM (
          SELECT n.number, o.%1$s AS value,
            row_number() OVER (
              PARTITION BY n.number
              ORDER BY count(*) DESC, sum(coalesce(w.weight, 0)) DESC, o.%1$s) AS place
          FROM shop_items s
          JOIN %2$s n ON n.target_id = s.%3$s
          JOIN %4$s o ON o.%5$s = s.%5$s
          LEFT JOIN %6$s w ON w.id = s.%5$s
          WHERE o.%1$s <> ''
          GROUP BY n.number, o.%1$s
        ) placed WHERE place <= %7$d ORDER BY number, place"""
        .formatted(
            Sql.name(Objects.requireNonNull(source.column())),
            SideTable.numbers(own),
            SideTable.id(own),
            SideTable.of(other).table(),
            SideTable.id(other),
            SideTable.weights(other),
            list.maxLength());
  }
}
