package dev.shopfuse.benchmarks;

import dev.shopfuse.training.table.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes visit tables of any size as Parquet: as many item visits as shop visits, 40 of each a
 * user, few targets much visited and most hardly. One user in ten, but at most 2,000, has the last
 * visits held out. Arguments: folder, shop visits of the train split.
 */
public final class LargeTables {
  private static final int VISITS_OF_A_USER = 40;
  private static final int MOST_HELD_OUT = 2_000;
  private static final int ITEMS = 200_000;
  private static final int SHOPS = 5_000;

  private static final String FEATURES =
      """
      features:
        - {name: user_id, side: user, kind: id}
        - {name: item_history, side: user, kind: history, of: item_id, max_length: 20}
        - {name: item_id, side: item, kind: id}
        - {name: brand, side: item, kind: category}
        - {name: shop_id, side: shop, kind: id}
        - {name: city, side: shop, kind: category}
      """;

  private static final String VISITS =
      """
      COPY (
        SELECT
          'u' || user_number AS user_id,
          CASE WHEN is_item THEN 'item' ELSE 'shop' END AS page,
          CASE
            WHEN is_item THEN 'i' || CAST(floor(%1$d * power(draw, 3)) AS INTEGER)
            ELSE 's' || CAST(floor(%2$d * power(draw, 3)) AS INTEGER)
          END AS target_id,
          1700000000 + place * 1000 + user_number %% 1000 AS "time",
          CASE
            WHEN user_number >= %3$d OR place < %4$d THEN 'train'
            WHEN place < %5$d THEN 'tune'
            ELSE 'test'
          END AS split
        FROM (
          SELECT
            n // %6$d AS user_number,
            n %% %6$d AS place,
            n %% 2 = 0 AS is_item,
            (hash(n) %% 1000000007) / 1000000007.0 AS draw
          FROM range(%7$d) numbers(n)
        ) visits
      ) TO '%8$s/visits.parquet' (FORMAT parquet)""";

  private LargeTables() {}

  /** Writes the tables. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    long examples = Long.parseLong(arguments[1]);
    Files.writeString(folder.resolve("features.yaml"), FEATURES);
    try (Database database = Database.open(folder)) {
      database.execute(targets(folder, "item", "brand", ITEMS));
      database.execute(targets(folder, "shop", "city", SHOPS));
      database.execute(visits(folder, examples));
    }
  }

  private static String targets(Path folder, String side, String category, int count) {
    return """
        COPY (SELECT '%1$s' || n AS %2$s_id, 'c' || n %% 500 AS %3$s FROM range(%4$d) numbers(n))
        TO '%5$s/%2$ss.parquet' (FORMAT parquet)"""
        .formatted(side.charAt(0), side, category, count, folder);
  }

  private static String visits(Path folder, long examples) {
    int places = 2 * VISITS_OF_A_USER;
    long heldOut = Math.min(MOST_HELD_OUT, examples / VISITS_OF_A_USER / 10);
    // A user's last four visits to each side are held out.
    long users = (examples + 4 * heldOut + VISITS_OF_A_USER - 1) / VISITS_OF_A_USER;
    return VISITS.formatted(
        ITEMS, SHOPS, heldOut, places - 8, places - 4, places, users * places, folder);
  }
}
