package dev.shopfuse.cli;

import dev.shopfuse.training.baseline.BaselineTable;
import java.util.List;

/** A baseline table as text. */
final class BaselineText {
  private static final List<String> COLUMNS =
      List.of("ndcg@20", "recall@20", "hit_rate@20", "mrr", "gauc");

  private BaselineText() {}

  static void print(BaselineTable table, Output output) {
    StringBuilder head = new StringBuilder("   %-14s".formatted(""));
    COLUMNS.forEach(column -> head.append("%12s".formatted(column)));
    output.say("%s", head);
    for (BaselineTable.Row row : table.rows()) {
      StringBuilder line = new StringBuilder("   %-14s".formatted(row.baseline().label()));
      COLUMNS.forEach(column -> line.append("%12.4f".formatted(row.mean(column))));
      output.say("%s   %s", line, row.baseline().description());
    }
  }
}
