package dev.shopfuse.training.sample;

import dev.shopfuse.training.table.Sql;
import java.util.List;
import java.util.Locale;

/**
 * The rows that samples are made of, as queries that every engine answers alike, and the columns
 * that collectors read of them. Immutable.
 *
 * <p>See {@link SampleScripts} for the tables they read.
 */
public enum SampleRows {
  /** Train visits, of which those to a shop are the examples to learn from. */
  TRAIN_VISITS("user_number, is_shop, target_number, seconds", "user_number, place"),
  /** What was shown to users and not visited in the train split. */
  TRAIN_IMPRESSIONS("user_number, is_shop, target_number", "user_number, place"),
  /** What is known of users with held-out shops. */
  KNOWN_VISITS("user_number, is_shop, target_number", "user_number, place"),
  /** Held-out and seen shops of these users. */
  CASE_SHOPS("user_number, target_number, held", "user_number, held, target_number");

  private final String columns;
  private final String order;

  SampleRows(String columns, String order) {
    this.columns = columns;
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

  /** Returns a query of the columns that collectors read, in order. */
  String ordered(Split split) {
    return ordered("(" + select(split) + ") every_row");
  }

  /**
   * Returns a query of the columns that collectors read, in order.
   *
   * @param rows a FROM clause of rows written earlier, and what else chooses among them
   */
  String ordered(String rows) {
    return "SELECT %s FROM %s ORDER BY %s".formatted(columns, rows, order);
  }
}
