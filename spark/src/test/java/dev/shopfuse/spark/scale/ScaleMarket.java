package dev.shopfuse.spark.scale;

import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes visit tables of any size fast, as Parquet: drawn by hashes, with a user who makes, and a
 * shop that gets, PERCENT of the visits, and with few items that get most. They mean nothing;
 * {@code shopfuse simulate} writes ones to learn from, one session at a time.
 *
 * <pre>ScaleMarket DIR VISITS PERCENT</pre>
 */
public final class ScaleMarket {
  private static final int VISITS_PER_USER = 20;

  private ScaleMarket() {}

  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
  }

  static void write(Path folder, long visits, int percent) throws IOException {
    Files.createDirectories(folder);
    long users = Math.max(100, visits / VISITS_PER_USER);
    long items = Math.max(1_000, Math.min(200_000, visits / 50));
    long shops = Math.max(100, Math.min(20_000, visits / 500));
    try (Database database = Database.open(folder.toAbsolutePath().getParent())) {
      database.execute("SET memory_limit = '2GB'");
      database.execute("SET preserve_insertion_order = false");
      copy(
          database,
          catalogue("user", users, "20 + i % 50 AS age"),
          folder.resolve("users.parquet"));
      copy(
          database,
          catalogue("item", items, "'c' || i % 40 AS category"),
          folder.resolve("items.parquet"));
      copy(
          database,
          catalogue("shop", shops, "'c' || i % 30 AS category"),
          folder.resolve("shops.parquet"));
      copy(
          database,
          "SELECT 's' || i %% %d AS shop_id, 'i' || i AS item_id FROM range(%d) t(i)"
              .formatted(shops, items),
          folder.resolve("shop_items.parquet"));
      database.execute(
          "COPY (%s) TO %s (FORMAT parquet, FILE_SIZE_BYTES '64MB')"
              .formatted(
                  visits(visits, users, items, shops, percent),
                  Sql.text(folder.resolve("visits.parquet").toString())));
    }
  }

  private static String catalogue(String kind, long count, String feature) {
    return "SELECT '%s' || i AS %s_id, %s FROM range(%d) t(i)"
        .formatted(kind.charAt(0), kind, feature, count);
  }

  private static String visits(long visits, long users, long items, long shops, int percent) {
    return """
    SELECT
      'u' || CASE WHEN hash(i + 11) %% 100 < %5$d THEN 0
        ELSE CAST(floor(%2$d * pow(hash(i + 12) / 18446744073709551616.0, 1.5)) AS BIGINT) END
        AS user_id,
      CASE WHEN hash(i + 13) %% 8 = 0 THEN 'shop' ELSE 'item' END AS page,
      CASE WHEN page = 'shop'
        THEN 's' || CASE WHEN hash(i + 17) %% 100 < %5$d THEN 0 ELSE CAST(floor(%4$d * pow(hash(i + 14) / 18446744073709551616.0, 3)) AS BIGINT) END
        ELSE 'i' || CAST(floor(%3$d * pow(hash(i + 15) / 18446744073709551616.0, 2)) AS BIGINT)
        END AS target_id,
      CAST(1735689600 + hash(i + 16) %% 10368000 AS BIGINT) AS "time"
    FROM range(%1$d) t(i)\
    """
        .formatted(visits, users, items, shops, percent);
  }

  private static void copy(Database database, String select, Path file) {
    database.execute(
        String.format(
            Locale.ROOT, "COPY (%s) TO %s (FORMAT parquet)", select, Sql.text(file.toString())));
  }
}
