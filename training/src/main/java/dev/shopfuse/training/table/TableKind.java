package dev.shopfuse.training.table;

import dev.shopfuse.training.InputException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables of a visit table folder. Immutable. */
public enum TableKind {
  /** One row an item, with feature columns. */
  ITEMS,
  /** One row a shop, with feature columns. */
  SHOPS,
  /** One row a user, with feature columns. */
  USERS,
  /** Who sells what, many to many. */
  SHOP_ITEMS,
  /** The log: who looked at which page, when. */
  VISITS;

  /** Returns the name of the table, which is the file's name without extension. */
  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the columns a file must have. */
  public List<String> required() {
    return switch (this) {
      case ITEMS -> List.of("item_id");
      case SHOPS -> List.of("shop_id");
      case USERS -> List.of("user_id");
      case SHOP_ITEMS -> List.of("shop_id", "item_id");
      case VISITS -> List.of("user_id", "page", "target_id");
    };
  }

  /** Returns the columns a file may have besides the required and the feature columns. */
  public List<String> optional() {
    return this == VISITS ? List.of("time", "action", "split") : List.of();
  }

  /**
   * Checks the columns that a file of this table names.
   *
   * @throws InputException if one has no name, is there twice, or is missing
   */
  public void checkColumns(String file, List<String> columns) {
    String given = String.join(", ", columns);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (column.isBlank() || !seen.add(column.toLowerCase(Locale.ROOT))) {
        throw new InputException(
            "%s names column \"%s\" twice or leaves its name empty; it has %s"
                .formatted(file, column, given));
      }
    }
    for (String column : required()) {
      if (!columns.contains(column)) {
        throw new InputException(
            "%s has no column \"%s\"; it has %s".formatted(file, column, given));
      }
    }
  }

  /** Returns whether further columns are features; those of the others are not read. */
  public boolean hasFeatures() {
    return this == ITEMS || this == SHOPS || this == USERS;
  }
}
