package dev.shopfuse.spark.score;

import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.training.table.Sql;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What scoring reads of a user: one row with the profile, and the visits.
 *
 * <p>Both are grouped by user and put side by side, not joined, so a user of a million visits is
 * streamed, and the profile is not copied to each of them.
 */
final class UserRows {
  /** Column of a profile's values, in the order of the columns asked for. */
  static final int PROFILE = 1;

  /** Column that says whether a visit was to an item; otherwise it was to a shop. */
  static final int TO_ITEM = 1;

  /** Column of the visited item or shop. */
  static final int TARGET = 2;

  private static final String USER = "user_id";

  private UserRows() {}

  /** Returns the profiles, one row a user. */
  static KeyValueGroupedDataset<String, Row> profiles(
      SparkDatabase database, List<String> columns) {
    String values =
        columns.stream()
            .map(column -> "coalesce(" + Sql.name(column) + ", '')")
            .collect(Collectors.joining(", "));
    return byUser(
        database.query(
            "SELECT user_id, array(%s) AS profile FROM users"
                .formatted(values.isEmpty() ? "CAST(NULL AS STRING)" : values)));
  }

  /** Returns the visits; {@link #order} is theirs. */
  static KeyValueGroupedDataset<String, Row> visits(SparkDatabase database) {
    return byUser(
        database.query(
            """
            SELECT user_id, page = 'item' AS to_item, target_id, "time" AS seconds,
              CASE WHEN "time" IS NULL THEN md5(concat(user_id, '|', page, '|', target_id)) END
                AS untimed
            FROM visits\
            """));
  }

  /** From the oldest visit, in the order within a user that samples are made with. */
  static Column[] order() {
    return new Column[] {
      functions.asc_nulls_last("seconds"),
      functions.asc("untimed"),
      functions.desc("to_item"),
      functions.asc("target_id")
    };
  }

  private static KeyValueGroupedDataset<String, Row> byUser(Dataset<Row> rows) {
    return rows.groupBy(USER).as(Encoders.STRING(), Encoders.row(rows.schema()));
  }
}
