package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.TableKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where a folder of sample shards keeps what. Immutable.
 *
 * <pre>
 * samples.json                                 {@link SampleSummary}
 * train/train_visits/shard=0/*.parquet         {@link SampleRows}, a user's rows in one shard
 * train/train_impressions, tune/known_visits, tune/case_shops, test/...
 * users/shard=0/*.parquet                      user_number, user_id and feature columns
 * items/*.parquet, shops/*.parquet             number, item_id or shop_id, and feature columns
 * shop_items/*.parquet                         shop_id, item_id
 * features.yaml                                if the visit tables have one
 * </pre>
 *
 * A user's shard is the remainder of the user's number, so every engine shards alike, and a user of
 * many visits fills one shard but does not decide where others go.
 */
public final class SampleLayout {
  /** Name of the column, and of the folders, that tell shards apart. */
  public static final String SHARD = "shard";

  private static final List<String> RESERVED = List.of("number", "user_number", SHARD);
  private static final long VISITS_PER_SHARD = 500_000;

  private SampleLayout() {}

  /**
   * Checks how many shards were asked for.
   *
   * @throws InputException if the number is negative
   */
  public static void requireShards(int asked) {
    if (asked < 0) {
      throw new InputException(
          "shards is " + asked + "; give 1 or more, or 0 for one in each half million visits");
    }
  }

  /**
   * Returns how many shards to write.
   *
   * @param asked how many were asked for; 0 takes one for each half million visits
   * @throws InputException if a negative number was asked for
   */
  public static int shards(int asked, long visits) {
    requireShards(asked);
    if (asked > 0) {
      return asked;
    }
    return (int) Math.max(1, Math.min(100_000, (visits + VISITS_PER_SHARD - 1) / VISITS_PER_SHARD));
  }

  /**
   * Checks the names of feature columns.
   *
   * @param columns gives the columns of a table
   * @throws InputException if one has a name that samples use themselves
   */
  public static void requireFreeNames(Function<TableKind, List<String>> columns) {
    for (TableKind kind : TableKind.values()) {
      if (kind.hasFeatures()) {
        for (String column : columns.apply(kind)) {
          if (RESERVED.contains(column.toLowerCase(Locale.ROOT))) {
            throw new InputException(
                "%s has a column \"%s\", a name that samples use themselves (%s); rename it"
                    .formatted(kind.table(), column, String.join(", ", RESERVED)));
          }
        }
      }
    }
  }

  /** Returns an expression of the shard that rows with a user number belong to. */
  public static String shard(int shards) {
    return "user_number % " + shards;
  }

  /** Returns the folder of rows of a split, from that of the samples. */
  public static String folder(SampleRows rows, Split split) {
    return split.label() + "/" + rows.label();
  }

  /** Returns the query of a catalogue, or of users, with their numbers. */
  public static String numbered(TableKind kind) {
    return switch (kind) {
      case ITEMS ->
          "SELECT n.number, t.* FROM item_numbers n JOIN items t ON t.item_id = n.target_id";
      case SHOPS ->
          "SELECT n.number, t.* FROM shop_numbers n JOIN shops t ON t.shop_id = n.target_id";
      case USERS ->
          "SELECT n.number AS user_number, t.* FROM user_numbers n"
              + " JOIN users t ON t.user_id = n.user_id";
      case SHOP_ITEMS -> "SELECT shop_id, item_id FROM shop_items";
      case VISITS -> throw new IllegalArgumentException("Visits become samples");
    };
  }
}
