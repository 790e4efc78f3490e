package dev.shopfuse.training.sample;

import dev.shopfuse.training.table.Sql;
import java.util.List;
import java.util.Locale;

/**
 * The rows that samples are made of, as queries that every engine answers alike. Immutable.
 *
 * <p>See {@link SampleScripts} for the tables they read.
 */
public enum SampleRows {
  /** Train visits: {@code user_number, place, is_shop, target_number}. */
  TRAIN_VISITS("user_number, place"),
  /**
   * Examples to learn from: {@code user_number, place, items_before, shops_before, target_number,
   * timed}.
   */
  TRAIN_EXAMPLES("user_number, place"),
  /**
   * What was shown to users and not visited in the train split; columns as those of train visits.
   */
  TRAIN_IMPRESSIONS("user_number, place"),
  /** What is known of users with held-out shops; columns as those of train visits. */
  KNOWN_VISITS("user_number, place"),
  /** Held-out and seen shops of these users: {@code user_number, target_number, held}. */
  CASE_SHOPS("user_number, held, target_number");

  private final String order;

  SampleRows(String order) {
    this.order = order;
  }

  /** Returns the name, which is that of the script, too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the splits that have such rows. */
  public List<Split> splits() {
    return switch (this) {
      case TRAIN_VISITS, TRAIN_EXAMPLES, TRAIN_IMPRESSIONS -> List.of(Split.TRAIN);
      case KNOWN_VISITS, CASE_SHOPS -> List.of(Split.TUNE, Split.TEST);
    };
  }

  /** Returns the columns that put the rows of one user side by side, in order. */
  public String order() {
    return order;
  }

  /** Returns the query, its rows in any order. */
  public String select(Split split) {
    return Sql.script(SampleRows.class, label() + ".sql", SampleScripts.part(split));
  }

  /** Returns the query with its rows in order. */
  String ordered(Split split) {
    return "SELECT * FROM (%s) every_row ORDER BY %s".formatted(select(split), order);
  }
}
