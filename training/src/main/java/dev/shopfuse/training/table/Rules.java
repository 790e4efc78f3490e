package dev.shopfuse.training.table;

import static dev.shopfuse.training.table.Rule.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of each table; a row is counted under the first that it breaks. Immutable. */
public final class Rules {
  /** Number of the row in its file; which of equal ids is the first is decided by it. */
  public static final String RECORD = "shopfuse_record";

  /** Seconds since 1970 of the time column, or NULL where it cannot be understood. */
  public static final String SECONDS =
      """
      CASE
        WHEN regexp_full_match("time", '-?[0-9]{1,11}([.][0-9]+)?')
          THEN CAST(floor(CAST("time" AS DOUBLE)) AS BIGINT)
        WHEN regexp_full_match("time", '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}'
          || '(:[0-9]{2}([.][0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?')
          THEN iso_seconds("time")
      END\
      """;

  private static final int MOST_ID_CHARACTERS = 1_000;

  private final Map<TableKind, String> checkedAgainst;
  private final VisitColumns filled;

  /**
   * Prepares the rules.
   *
   * @param checkedAgainst the tables already loaded, with the names of their files
   * @param filled which optional columns of the visits are in use
   */
  public Rules(Map<TableKind, String> checkedAgainst, VisitColumns filled) {
    this.checkedAgainst = Map.copyOf(checkedAgainst);
    this.filled = filled;
  }

  /**
   * Which optional columns of the visits hold at least one value. Immutable.
   *
   * @param time whether there are times
   * @param split whether there are splits
   */
  public record VisitColumns(boolean time, boolean split) {
    /** Neither of them. */
    public static final VisitColumns NONE = new VisitColumns(false, false);
  }

  /** Returns the rules of a table, to be read over its rows {@code r} as text. */
  public List<Rule> of(TableKind kind) {
    return switch (kind) {
      case ITEMS, SHOPS, USERS -> ofTargets(kind.required().get(0));
      case SHOP_ITEMS -> ofShopItems();
      case VISITS -> ofVisits();
    };
  }

  private List<Rule> ofTargets(String id) {
    List<Rule> rules = new ArrayList<>(ofId(id));
    rules.add(
        new Rule(
            "repeated " + id,
            isRepeated(Sql.name(id)),
            "'" + id + " is ' || " + shown(id) + " || ', which an earlier row has'"));
    return rules;
  }

  private List<Rule> ofShopItems() {
    List<Rule> rules = new ArrayList<>(ofId("shop_id"));
    rules.addAll(ofId("item_id"));
    rules.addAll(unknown(TableKind.SHOPS, "shop_id", "true"));
    rules.addAll(unknown(TableKind.ITEMS, "item_id", "true"));
    rules.add(
        new Rule(
            "repeated pair",
            isRepeated("shop_id, item_id"),
            "'shop_id '|| %s || ' with item_id ' || %s || ' was given before'"
                .formatted(shown("shop_id"), shown("item_id"))));
    return rules;
  }

  private List<Rule> ofVisits() {
    List<Rule> rules = new ArrayList<>(ofId("user_id"));
    rules.addAll(ofId("target_id"));
    rules.add(
        new Rule(
            "unknown page",
            "coalesce(page, '') NOT IN ('item', 'shop')",
            "'page is ' || " + shown("page") + " || ', expected \"item\" or \"shop\"'"));
    rules.addAll(ofTime());
    if (filled.split()) {
      rules.add(
          new Rule(
              "unknown split",
              "coalesce(split, '') NOT IN ('train', 'tune', 'test')",
              "'split is ' || "
                  + shown("split")
                  + " || ', expected \"train\", \"tune\" or \"test\"'"));
    }
    rules.addAll(unknown(TableKind.USERS, "user_id", "true"));
    rules.addAll(unknown(TableKind.ITEMS, "target_id", "page = 'item'"));
    rules.addAll(unknown(TableKind.SHOPS, "target_id", "page = 'shop'"));
    return rules;
  }

  private List<Rule> ofTime() {
    Rule unparsable =
        new Rule(
            "unparsable time",
            "coalesce(\"time\", '') <> '' AND " + SECONDS + " IS NULL",
            "'time is '|| "
                + shown("time")
                + " || ', expected ISO-8601 like 2017-01-31T18:05:00Z or seconds since 1970'");
    Rule missing =
        new Rule(
            "empty time",
            "coalesce(\"time\", '') = ''",
            "'time is empty; without a split column every visit needs one'");
    return filled.split() ? List.of(unparsable) : List.of(missing, unparsable);
  }

  private static List<Rule> ofId(String column) {
    String name = Sql.name(column);
    return List.of(
        new Rule(
            "empty " + column,
            "regexp_full_match(coalesce(%s, ''), '\\s*')".formatted(name),
            "'" + column + " is empty'"),
        new Rule(
            "too long " + column,
            "length(%s) > %d".formatted(name, MOST_ID_CHARACTERS),
            "'%s is %s characters long, at most %d are allowed'"
                .formatted(column, "' || length(" + name + ") || '", MOST_ID_CHARACTERS)),
        new Rule(
            "line break in " + column,
            "contains(%1$s, chr(10)) OR contains(%1$s, chr(13))".formatted(name),
            "'" + column + " is ' || " + shown(column) + " || ', which holds a line break'"));
  }

  /** Ids are checked only against tables that have a file. */
  private List<Rule> unknown(TableKind kind, String column, String where) {
    String file = checkedAgainst.get(kind);
    if (file == null) {
      return List.of();
    }
    String key = Sql.name(kind.required().get(0));
    return List.of(
        new Rule(
            "%s not in %s".formatted(column, file),
            "%s AND NOT EXISTS (SELECT 1 FROM %s known WHERE known.%s = r.%s)"
                .formatted(where, kind.table(), key, Sql.name(column)),
            "'%s is ' || %s || ', which is not in %s'".formatted(column, shown(column), file)));
  }

  private static String isRepeated(String key) {
    return "row_number() OVER (PARTITION BY %s ORDER BY %s) > 1".formatted(key, RECORD);
  }
}
