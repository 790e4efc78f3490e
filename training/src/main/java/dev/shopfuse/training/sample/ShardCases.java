package dev.shopfuse.training.sample;

import dev.shopfuse.training.table.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * The users of the tune split in a folder of shards; of many, those with the smallest hashes of
 * their numbers. Not thread-safe.
 */
final class ShardCases {
  private final Database database;
  private final ShardFiles files;
  private final int most;
  private final List<Integer> numbers = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  ShardCases(Database database, ShardFiles files, int most) {
    this.database = database;
    this.files = files;
    this.most = most;
    database.forEach(
        "SELECT number, user_id FROM (" + users() + ") ORDER BY number",
        row -> {
          numbers.add(row.getInt(1));
          ids.add(row.getString(2));
        });
  }

  /** Returns a query of the users with their columns and a number that orders them. */
  String users() {
    return "SELECT *, user_number AS number FROM %s WHERE user_number IN (%s)"
        .formatted(files.rows("users"), chosen());
  }

  private String chosen() {
    String part = part(SampleRows.CASE_SHOPS);
    if (!files.has(part)) {
      return "SELECT 0 WHERE false";
    }
    return """
    SELECT user_number FROM (SELECT DISTINCT user_number FROM %s)
    ORDER BY md5(CAST(user_number AS VARCHAR)) LIMIT %d\
    """
        .formatted(files.rows(part), most);
  }

  /** Returns what is known of each user. */
  VisitSequences known() {
    SequenceCollector collector = new SequenceCollector(ids);
    Position position = new Position();
    forEach(SampleRows.KNOWN_VISITS, row -> collector.add(position.of(row.getInt(1)), row));
    return collector.finish();
  }

  /** Returns the held-out and seen shops of each user. */
  List<EvaluationCase> cases(VisitSequences known) {
    CaseCollector collector = new CaseCollector(known);
    Position position = new Position();
    forEach(SampleRows.CASE_SHOPS, row -> collector.add(position.of(row.getInt(1)), row));
    return collector.finish();
  }

  private void forEach(SampleRows rows, Database.RowConsumer consumer) {
    if (files.has(part(rows))) {
      database.forEach(
          rows.ordered("%s WHERE user_number IN (%s)".formatted(files.rows(part(rows)), chosen())),
          consumer);
    }
  }

  private static String part(SampleRows rows) {
    return SampleLayout.folder(rows, Split.TUNE);
  }

  /** Positions of user numbers that are asked for in ascending order. */
  private final class Position {
    private int at;

    int of(int number) {
      while (numbers.get(at) != number) {
        at++;
      }
      return at;
    }
  }
}
