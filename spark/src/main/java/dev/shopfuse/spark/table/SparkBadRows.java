package dev.shopfuse.spark.table;

import dev.shopfuse.training.table.BadRows;
import dev.shopfuse.training.table.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** The bad rows of one file: counted by reason, the first ones shown. Not thread-safe. */
final class SparkBadRows {
  private final SparkDatabase database;
  private final String file;
  private final String raw;
  private final List<Rule> rules;
  private final List<String> reasons = new ArrayList<>();
  private long rows;
  private long bad;

  SparkBadRows(SparkDatabase database, String file, String raw, List<Rule> rules) {
    this.database = database;
    this.file = file;
    this.raw = raw;
    this.rules = rules;
  }

  /** Counts the faults of a checked table. */
  long count(String checked) {
    String sql =
        "SELECT shopfuse_fault, count(*) FROM %s GROUP BY shopfuse_fault ORDER BY shopfuse_fault";
    for (Row row : database.query(sql.formatted(checked)).collectAsList()) {
      rows += row.getLong(1);
      if (!row.isNullAt(0)) {
        bad += row.getLong(1);
        reasons.add(
            String.format(
                Locale.ROOT, "%,d %s", row.getLong(1), rules.get(row.getInt(0)).reason()));
      }
    }
    return bad;
  }

  double share() {
    return (double) bad / rows;
  }

  /** Returns one sentence and some of the rows, which are looked up again. */
  String describe() {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s has %,d bad of %,d rows (%s), such as:",
                file,
                bad,
                rows,
                String.join(", ", reasons)));
    String sql =
        """
        SELECT %s FROM (SELECT r.*, %s AS fault FROM %s r) f
        WHERE fault IS NOT NULL LIMIT %d\
        """
            .formatted(
                Rule.details(rules, "fault"), Rule.firstBroken(rules), raw, BadRows.MOST_LISTED);
    database
        .query(sql)
        .collectAsList()
        .forEach(row -> text.append("\n  ").append(row.getString(0)));
    return text.toString();
  }
}
