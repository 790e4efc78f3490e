package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the bad rows of a raw table and takes them out of the way. */
final class RowCheck {
  private final RawTable raw;
  private final List<Rule> rules;
  private final Database database;

  RowCheck(RawTable raw, List<Rule> rules, Database database) {
    this.raw = raw;
    this.rules = rules;
    this.database = database;
  }

  /** Name of the table that holds record and rule number of each bad row. */
  String faults() {
    return "faults_" + raw.file().kind().table();
  }

  /** Condition on a raw row {@code r} that no rule is broken; reads {@link #faults}. */
  String isGood() {
    return "NOT EXISTS (SELECT 1 FROM %s f WHERE f.record = r.%s)"
        .formatted(faults(), Rules.RECORD);
  }

  BadRows run() {
    database.execute(createFaults());
    Map<String, Long> counts = new LinkedHashMap<>();
    List<BadRow> listed = new ArrayList<>();
    try {
      RecordLines lines = new RecordLines(raw.file());
      if (raw.unsplit() > 0) {
        counts.putAll(lines.unsplitCounts(raw));
        listed.addAll(lines.unsplit());
      }
      countFaults(counts);
      listed.addAll(lines.locate(firstFaults(), raw));
    } catch (IOException e) {
      throw new InputException(raw.file().name() + " cannot be read: " + e.getMessage(), e);
    }
    listed.sort((one, other) -> Long.compare(one.line(), other.line()));
    List<BadRow> first = listed.subList(0, Math.min(listed.size(), BadRows.MOST_LISTED));
    return new BadRows(raw.file().name(), raw.rows() + raw.unsplit(), counts, first);
  }

  private String createFaults() {
    return """
    CREATE TABLE %s AS SELECT record, fault FROM (
      SELECT %s AS record, %s AS fault FROM %s r) WHERE fault IS NOT NULL\
    """
        .formatted(faults(), Rules.RECORD, Rule.firstBroken(rules), raw.table());
  }

  private void countFaults(Map<String, Long> counts) {
    database.forEach(
        "SELECT fault, count(*) FROM %s GROUP BY fault ORDER BY fault".formatted(faults()),
        row -> counts.merge(rules.get(row.getInt(1)).reason(), row.getLong(2), Long::sum));
  }

  /** The first bad rows, with the record where the line will be. */
  private List<BadRow> firstFaults() {
    return database.query(
        """
        SELECT f.record, f.fault, %s FROM %s f JOIN %s r ON r.%s = f.record
        ORDER BY f.record LIMIT %d\
        """
            .formatted(
                Rule.details(rules, "fault"),
                faults(),
                raw.table(),
                Rules.RECORD,
                BadRows.MOST_LISTED),
        row ->
            new BadRow(
                raw.file().name(),
                row.getLong(1),
                "row",
                rules.get(row.getInt(2)).reason(),
                row.getString(3)));
  }
}
