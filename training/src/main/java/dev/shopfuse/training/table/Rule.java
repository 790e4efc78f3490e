package dev.shopfuse.training.table;

/**
 * One thing that makes a row bad, as SQL over a raw table. Immutable.
 *
 * @param reason the words under which such rows are counted
 * @param condition true for a bad row
 * @param detail a text expression: what is wrong with this row
 */
record Rule(String reason, String condition, String detail) {
  /** A text expression that shows a value on one line and in bounds. */
  static String shown(String column) {
    return "'\"' || replace(replace(left(coalesce(%s, ''), 80), chr(10), '\\n'), chr(13), '\\r') || '\"'"
        .formatted(Sql.name(column));
  }
}
