package dev.shopfuse.training.table;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One thing that makes a row bad, as SQL over a raw table. Immutable.
 *
 * @param reason the words under which such rows are counted
 * @param condition true for a bad row
 * @param detail a text expression: what is wrong with this row
 */
public record Rule(String reason, String condition, String detail) {
  /** Returns an expression: the number of the first rule that a row breaks, or NULL. */
  public static String firstBroken(List<Rule> rules) {
    return IntStream.range(0, rules.size())
        .mapToObj(i -> "\n WHEN " + rules.get(i).condition() + " THEN " + i)
        .collect(Collectors.joining("", "CASE", " END"));
  }

  /** Returns a text expression: what is wrong with a row that breaks the rule of this number. */
  public static String details(List<Rule> rules, String number) {
    return IntStream.range(0, rules.size())
        .mapToObj(i -> "\n WHEN " + i + " THEN " + rules.get(i).detail())
        .collect(Collectors.joining("", "CASE " + number, " END"));
  }

  /** Returns a text expression that shows a value on one line and in bounds. */
  public static String shown(String column) {
    return "'\"' || replace(replace(left(coalesce(%s, ''), 80), chr(10), '\\n'), chr(13), '\\r') || '\"'"
        .formatted(Sql.name(column));
  }
}
