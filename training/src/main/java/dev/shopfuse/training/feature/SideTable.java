package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.Map;

/** Which tables hold what belongs to a side. */
final class SideTable {
  private SideTable() {}

  static TableKind of(Side side) {
    return switch (side) {
      case USER -> TableKind.USERS;
      case ITEM -> TableKind.ITEMS;
      case SHOP -> TableKind.SHOPS;
    };
  }

  static String id(Side side) {
    return of(side).required().get(0);
  }

  /** Creates the tables named by {@link #weights}, unless they are there. */
  static void createWeights(VisitTables tables) {
    tables.database().executeAll(Sql.script(SideTable.class, "train_weights.sql", Map.of()));
  }

  /** Table of (id, weight): occurrences in the train split. */
  static String weights(Side side) {
    return switch (side) {
      case USER -> "user_weights";
      case ITEM -> "item_weights";
      case SHOP -> "shop_weights";
    };
  }

  /** Table of catalogue indices, or of user numbers; its first column is the id. */
  static String numbers(Side side) {
    return switch (side) {
      case USER -> "user_numbers";
      case ITEM -> "item_numbers";
      case SHOP -> "shop_numbers";
    };
  }

  /** First column of {@link #numbers}. */
  static String numberedId(Side side) {
    return side == Side.USER ? "user_id" : "target_id";
  }
}
