package dev.shopfuse.training.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureFileTest {
  @Test
  void parse_everyKey_isRead() {
    FeatureFile file =
        FeatureFile.parse(
            "features.yaml",
            """
            features:
              - {name: shop_id, side: shop, kind: id, encoding: {vocabulary: {min_count: 3}}, width: 8}
              - {name: tags, side: item, kind: list, column: tag, separator: "|",
                 encoding: {hash: {buckets: 50}}, table: words, max_length: 7}
              - {name: contents, side: shop, kind: list, of: item_id}
              - {name: price, side: item, kind: number, encoding: {boundaries: [1, 2.5]}}
              - {name: age, side: user, kind: number, encoding: {boundaries: {count: 4}}}
              - {name: income, side: user, kind: number, encoding: log}
              - {name: city, side: user, kind: category}
            """);
    assertThat(file.definitions())
        .containsExactly(
            definition("shop_id", Side.SHOP, FeatureKind.ID, "shop_id", 3, 8),
            new FeatureDefinition(
                "tags",
                Side.ITEM,
                FeatureKind.LIST,
                "tag",
                null,
                "|",
                new EncodingDefinition.OfHash(50),
                0,
                "words",
                7),
            new FeatureDefinition(
                "contents", Side.SHOP, FeatureKind.LIST, null, "item_id", null, null, 0, null, 0),
            number("price", Side.ITEM, new EncodingDefinition.OfBoundaries(List.of(1.0, 2.5))),
            number("age", Side.USER, new EncodingDefinition.OfQuantiles(4)),
            number("income", Side.USER, new EncodingDefinition.OfScale(true)),
            definition("city", Side.USER, FeatureKind.CATEGORY, "city", 1, 0));
  }

  @Test
  void parse_keyTwice_namesItAndTheLine() {
    String yaml =
        "features:\n  - {name: a, side: item, kind: id}\n"
            + "  - {name: b, side: item, kind: id, side: shop}";
    assertThatThrownBy(() -> FeatureFile.parse("features.yaml", yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("features.yaml line 3, ")
        .hasMessageContaining("the key side stands there for the second time");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{name: a, side: item, kind: id, widht: 3}~features.yaml feature \"a\" has an unknown key"
            + " \"widht\"; did you mean \"width\"?",
        "{name: a, side: itm, kind: id}~features.yaml feature \"a\": side is \"itm\"; expected one"
            + " of user, item, shop",
        "{name: a, side: item, kind: idd}~kind is \"idd\"; expected one of id, category, number",
        "{side: item, kind: id}~features.yaml feature 1 has no name; add one",
        "{name: a, side: item, kind: id, column: b}~kind id always reads \"item_id\"",
        "{name: a, side: item, kind: id, width: 0}~width is 0; expected a whole number from 1",
        "{name: a, side: item, kind: id, width: x}~width is \"x\"; expected a whole number from 1",
        "{name: a, side: item, kind: number}~has no encoding; expected one of {vocabulary",
        "{name: a, side: item, kind: number, encoding: {hash: {buckets: 3}}}~expected boundaries,"
            + " log or z_score for a number",
        "{name: a, side: item, kind: id, encoding: log}~expected vocabulary or hash for kind id",
        "{name: a, side: item, kind: id, encoding: {hash: {}}}~encoding is {\"hash\":{}}; expected",
        "{name: a, side: item, kind: id, encoding: {hash: {bucket: 3}}}~unknown key \"bucket\"; did"
            + " you mean \"buckets\"?",
        "{name: a, side: item, kind: id, encoding: {hash: {buckets: 0}}}~buckets is 0",
        "{name: a, side: item, kind: number, encoding: {boundaries: [2, 1]}}~ascending numbers",
        "{name: a, side: item, kind: number, encoding: {boundaries: {count: 1}}}~count is 1",
        "7~features.yaml feature 1 is 7; expected a mapping of keys",
      })
  void parse_wrongEntry_saysWhatIsAllowed(String entry, String message) {
    assertThatThrownBy(() -> FeatureFile.parse("features.yaml", "features: [" + entry + "]"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "``~features.yaml is empty",
        "features: []~has no features",
        "feature: []~unknown key \"feature\"; did you mean \"features\"?",
        "features: {a: [}~features.yaml line 1, column 16 is no valid YAML: while parsing a flow node, expected",
        "features: [{name: a, side: shop, kind: id}, {name: a, side: item, kind: id}]~two features"
            + " named \"a\"",
      })
  void parse_wrongFile_isOneSentence(String yaml, String message) {
    assertThatThrownBy(() -> FeatureFile.parse("features.yaml", yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  private static FeatureDefinition definition(
      String name, Side side, FeatureKind kind, String column, int minCount, int width) {
    return new FeatureDefinition(
        name,
        side,
        kind,
        column,
        null,
        null,
        new EncodingDefinition.OfVocabulary(minCount),
        width,
        null,
        0);
  }

  private static FeatureDefinition number(String name, Side side, EncodingDefinition encoding) {
    return new FeatureDefinition(
        name, side, FeatureKind.NUMBER, name, null, null, encoding, 0, null, 0);
  }
}
