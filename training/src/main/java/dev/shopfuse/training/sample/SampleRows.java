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
  /**
   * Train visits, of which those to a shop are the examples to learn from: {@code user_number,
   * place, is_shop, target_number, seconds}.
   */
  TRAIN_VISITS("user_number, place"),
  /**
   * What was shown to users and not visited in the train split: {@code user_number, place, is_shop,
   * target_number}.
   */
  TRAIN_IMPRESSIONS("user_number, place"),
  /** What is known of users with held-out shops; columns as those of what was shown. */
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
      case TRAIN_VISITS, TRAIN_IMPRESSIONS -> List.of(Split.TRAIN);
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
    return ordered("*", split);
  }

  /** Returns the query with these columns of its rows in order. */
  String ordered(String columns, Split split) {
    return "SELECT %s FROM (%s) every_row ORDER BY %s".formatted(columns, select(split), order);
  }
}
