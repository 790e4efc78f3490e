package dev.shopfuse.training.table;

import dev.shopfuse.training.TextDigest;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names the content of visit tables.
 *
 * <p>Each row is hashed by itself and the hashes are summed, so the order of rows does not matter;
 * row counts and sums of all tables go into one SHA-256. Tells data sets apart, does not defend
 * against someone who forges one.
 */
final class TableDigest {
  private TableDigest() {}

  static String of(VisitTables tables) {
    StringBuilder content = new StringBuilder();
    for (TableKind kind : TableKind.values()) {
      List<String> columns =
          kind == TableKind.VISITS
              ? List.of("user_id", "page", "target_id", "time", "action", "split")
              : tables.columns(kind).stream().sorted().toList();
      append(tables, kind.table(), columns, content);
    }
    if (tables.database().number("SELECT count(*) FROM impressions") > 0) {
      List<String> columns = List.of("user_id", "page", "target_id", "time", "split");
      append(tables, "impressions", columns, content);
    }
    return TextDigest.sha256(content.toString());
  }

  private static void append(
      VisitTables tables, String table, List<String> columns, StringBuilder content) {
    content.append(table).append(columns);
    tables
        .database()
        .forEach(
            sums(table, columns),
            row ->
                content.append(row.getString(1)).append(row.getString(2)).append(row.getString(3)));
  }

  private static String sums(String table, List<String> columns) {
    String values =
        columns.stream()
            .map(column -> "coalesce(CAST(%s AS VARCHAR), chr(30))".formatted(Sql.name(column)))
            .collect(Collectors.joining(", "));
    return """
        SELECT count(*),
          coalesce(sum(CAST(md5 >> 64 AS HUGEINT)), 0),
          coalesce(sum(CAST(md5 & 18446744073709551615 AS HUGEINT)), 0)
        FROM (SELECT md5_number(concat_ws(chr(31), %s)) AS md5 FROM %s)"""
        .formatted(values, table);
  }
}
