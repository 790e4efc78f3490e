package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.List;
import java.util.Map;

/**
 * Which catalogue index each target has: in the order of ids, or as a trained model has it.
 *
 * @param tableNames the tables of (target_id, number), by what the statements call them
 * @param itemCatalogueSize items with the two reserved indices
 * @param shopCatalogueSize shops with the two reserved indices
 */
record TargetNumbers(Map<String, String> tableNames, int itemCatalogueSize, int shopCatalogueSize) {

  /** The tables that number targets in the order of ids. */
  static final Map<String, String> OF_TABLES = names("item_numbers", "shop_numbers");

  static TargetNumbers ofTables(VisitTables tables) {
    return new TargetNumbers(
        OF_TABLES,
        Math.toIntExact(tables.rows(TableKind.ITEMS)) + VisitSequences.FIRST_TARGET,
        Math.toIntExact(tables.rows(TableKind.SHOPS)) + VisitSequences.FIRST_TARGET);
  }

  static TargetNumbers given(VisitTables tables, List<String> itemIds, List<String> shopIds) {
    Database database = tables.database();
    database.createNumbers("given_item_numbers", itemIds, VisitSequences.FIRST_TARGET);
    database.createNumbers("given_shop_numbers", shopIds, VisitSequences.FIRST_TARGET);
    requireKnownShops(tables);
    return new TargetNumbers(
        names("given_item_numbers", "given_shop_numbers"),
        itemIds.size() + VisitSequences.FIRST_TARGET,
        shopIds.size() + VisitSequences.FIRST_TARGET);
  }

  private static void requireKnownShops(VisitTables tables) {
    List<String> unknown =
        tables
            .database()
            .query(
                """
                SELECT DISTINCT target_id FROM visits WHERE page = 'shop'
                  AND target_id NOT IN (SELECT target_id FROM given_shop_numbers)
                ORDER BY target_id\
                """,
                row -> row.getString(1));
    if (!unknown.isEmpty()) {
      throw new InputException(
          ("%s has visits to %d shops the model does not know, such as \"%s\"; train it again,"
                  + " or take the whole bundle if this one was exported for some --shops only")
              .formatted(tables.fileName(TableKind.VISITS), unknown.size(), unknown.get(0)));
    }
  }

  private static Map<String, String> names(String items, String shops) {
    return Map.of("item_numbers", items, "shop_numbers", shops);
  }
}
