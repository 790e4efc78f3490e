package dev.shopfuse.training.table;

import java.util.Map;
import java.util.Set;

/** The statements that make clean tables of checked rows, the same for every engine. */
public final class TableScripts {
  private TableScripts() {}

  /** Returns the name of the table that takes the good rows of a file. */
  public static String cleanTable(TableKind kind, Rules.VisitColumns filled) {
    if (kind != TableKind.VISITS) {
      return kind.table();
    }
    return filled.split() ? "logged_visits" : "unsplit_visits";
  }

  /** Returns the columns of the good rows of a table without features. */
  public static String cleanColumns(TableKind kind) {
    return switch (kind) {
      case VISITS ->
          "user_id, page, target_id, %s AS \"time\", action, split".formatted(Rules.SECONDS);
      case SHOP_ITEMS -> "shop_id, item_id";
      case ITEMS, SHOPS, USERS ->
          throw new IllegalArgumentException(kind.table() + " keeps the columns of its file");
    };
  }

  /**
   * Returns the statements that split the visits, derive tables without a file, keep impressions
   * apart, and number users and targets.
   *
   * @param present the tables that have a file
   * @param filled which optional columns of the visits are in use
   */
  public static String complete(Set<TableKind> present, Rules.VisitColumns filled) {
    StringBuilder script = new StringBuilder();
    if (!filled.split()) {
      script.append(resource("split_by_time.sql"));
    }
    if (!present.contains(TableKind.SHOP_ITEMS)) {
      script.append(
          "CREATE TABLE shop_items AS SELECT '' AS shop_id, '' AS item_id WHERE false;\n");
    }
    script.append(derived(TableKind.ITEMS, "item", present));
    script.append(derived(TableKind.SHOPS, "shop", present));
    if (!present.contains(TableKind.USERS)) {
      script.append("CREATE TABLE users AS SELECT DISTINCT user_id FROM logged_visits;\n");
    }
    script.append(resource("impressions.sql"));
    return script.append(resource("numbers.sql")).toString();
  }

  private static String derived(TableKind kind, String page, Set<TableKind> present) {
    if (present.contains(kind)) {
      return "";
    }
    return """
    CREATE TABLE %1$ss AS
      SELECT target_id AS %1$s_id FROM logged_visits WHERE page = '%1$s'
      UNION SELECT %1$s_id FROM shop_items;
    """
        .formatted(page);
  }

  private static String resource(String name) {
    return Sql.script(TableScripts.class, name, Map.of());
  }
}
