package dev.shopfuse.training.report;

import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.List;
import java.util.Optional;

/**
 * What a data set is. Immutable.
 *
 * @param users how many users there are
 * @param items how many items
 * @param shops how many shops
 * @param splits the visits of each split
 * @param itemVisitsPerUser how many users have how many item visits
 * @param shopVisitsPerUser how many users have how many shop visits
 * @param timeRange first and last moment of a visit; empty if times are unknown
 * @param badRows what was left out, one sentence a file
 * @param samples whether these are sample shards, whose train visits alone are counted, without
 *     times
 */
public record DataSummary(
    long users,
    long items,
    long shops,
    List<SplitVisits> splits,
    List<Count> itemVisitsPerUser,
    List<Count> shopVisitsPerUser,
    Optional<TimeRange> timeRange,
    List<String> badRows,
    boolean samples) {
  private static final String SPLITS =
      """
      SELECT split, count(*) FILTER (WHERE page = 'item'), count(*) FILTER (WHERE page = 'shop'),
        count(DISTINCT user_id), count(DISTINCT user_id) FILTER (WHERE page = 'shop')
      FROM visits GROUP BY split
      ORDER BY CASE split WHEN 'train' THEN 0 WHEN 'tune' THEN 1 ELSE 2 END""";

  /** Visits are binned by powers of two: 0, 1, 2-3, 4-7 and so on. */
  private static final String PER_USER =
      """
      SELECT bin, count(*) FROM (
        SELECT CASE WHEN n = 0 THEN -1 ELSE floor(log2(n))::INTEGER END AS bin FROM (
          SELECT u.user_id, count(v.user_id) AS n
          FROM users u LEFT JOIN visits v ON v.user_id = u.user_id AND v.page = '%s'
          GROUP BY u.user_id))
      GROUP BY bin ORDER BY bin""";

  public DataSummary {
    splits = List.copyOf(splits);
    itemVisitsPerUser = List.copyOf(itemVisitsPerUser);
    shopVisitsPerUser = List.copyOf(shopVisitsPerUser);
    badRows = List.copyOf(badRows);
  }

  /**
   * The visits of a split.
   *
   * @param users those with a visit in it
   * @param shopUsers those with a shop visit in it
   */
  public record SplitVisits(
      String split, long itemVisits, long shopVisits, long users, long shopUsers) {}

  /** How many users lie in a range of visits. */
  public record Count(String visits, long users) {}

  /** First and last moment, in ISO-8601. */
  public record TimeRange(String from, String to) {}

  /** Summarises visit tables. */
  public static DataSummary of(VisitTables tables) {
    Database database = tables.database();
    return new DataSummary(
        tables.rows(TableKind.USERS),
        tables.rows(TableKind.ITEMS),
        tables.rows(TableKind.SHOPS),
        database.query(
            SPLITS,
            row ->
                new SplitVisits(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5))),
        perUser(database, "item"),
        perUser(database, "shop"),
        timeRange(tables),
        tables.badRows().stream().map(rows -> rows.describe()).toList(),
        SampleShards.isFolder(tables.folder()));
  }

  private static List<Count> perUser(Database database, String page) {
    return database.query(
        PER_USER.formatted(page), row -> new Count(range(row.getInt(1)), row.getLong(2)));
  }

  private static String range(int bin) {
    if (bin < 1) {
      return bin < 0 ? "0" : "1";
    }
    return (1L << bin) + "\u2013" + ((1L << (bin + 1)) - 1);
  }

  private static Optional<TimeRange> timeRange(VisitTables tables) {
    if (!tables.timed()) {
      return Optional.empty();
    }
    return tables
        .database()
        .query(
            """
            SELECT strftime(make_timestamp(min("time") * 1000000), '%Y-%m-%d %H:%M'),
              strftime(make_timestamp(max("time") * 1000000), '%Y-%m-%d %H:%M') FROM visits""",
            row -> new TimeRange(row.getString(1), row.getString(2)))
        .stream()
        .findFirst();
  }

  /** Returns the visits of one page over all splits. */
  long visits(boolean ofShops) {
    return splits.stream().mapToLong(s -> ofShops ? s.shopVisits() : s.itemVisits()).sum();
  }
}
