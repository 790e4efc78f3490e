package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.VisitTables;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts words over the train split. */
final class WordCounts {
  private WordCounts() {}

  /** Returns the words seen often enough, most frequent first, equal ones in the order of bytes. */
  static Vocabulary vocabulary(VisitTables tables, List<FeatureDefinition> members, int minCount) {
    String words =
        members.stream().map(WordCounts::words).collect(Collectors.joining("\nUNION ALL\n"));
    return Vocabulary.of(
        tables
            .database()
            .query(
                """
                SELECT word FROM (%s) words WHERE word <> '' GROUP BY word
                HAVING sum(weight) >= %d ORDER BY sum(weight) DESC, word"""
                    .formatted(words, minCount),
                row -> row.getString(1)));
  }

  private static String words(FeatureDefinition member) {
    String column = "t." + Sql.name(Objects.requireNonNull(member.column()));
    String separator = member.separator();
    String word =
        separator == null
            ? column
            : "unnest(string_split(%s, %s))".formatted(column, Sql.text(separator));
    return "SELECT %s AS word, w.weight FROM %s t JOIN %s w ON w.id = t.%s"
        .formatted(
            word,
            SideTable.of(member.side()).table(),
            SideTable.weights(member.side()),
            SideTable.id(member.side()));
  }
}
