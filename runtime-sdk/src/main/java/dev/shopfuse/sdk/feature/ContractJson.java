package dev.shopfuse.sdk.feature;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The contract as JSON: {@code format}, {@code item_samples}, {@code features}, {@code tables}. */
final class ContractJson {
  private static final int FORMAT = 1;

  private ContractJson() {}

  static String write(FeatureContract contract) {
    JsonStringWriter json = JsonWriter.string();
    json.object().value("format", FORMAT).value("item_samples", contract.itemSamples());
    json.array("features");
    for (Feature feature : contract.features()) {
      writeFeature(json, feature);
    }
    json.end().array("tables");
    for (TableSpec table : contract.tables()) {
      json.object().value("name", table.name());
      json.value("rows", table.rows()).value("width", table.width()).end();
    }
    return json.end().end().done();
  }

  private static void writeFeature(JsonStringWriter json, Feature feature) {
    json.object().value("name", feature.name());
    json.value("side", feature.side().key()).value("kind", feature.kind().key());
    if (feature.of() != null) {
      json.value("of", feature.of());
    } else {
      writeEncoding(json, feature.encoding());
      writeIfPresent(json, "table", feature.table());
      json.value("width", feature.width());
      writeIfPresent(json, "column", feature.column());
      writeIfPresent(json, "separator", feature.separator());
    }
    if (feature.isSequence()) {
      json.value("max_length", feature.maxLength());
    }
    json.end();
  }

  private static void writeIfPresent(JsonStringWriter json, String name, @Nullable String value) {
    if (value != null) {
      json.value(name, value);
    }
  }

  private static void writeEncoding(JsonStringWriter json, Encoding encoding) {
    json.object("encoding").value("by", encoding.key());
    if (encoding instanceof HashEncoding) {
      json.value("buckets", ((HashEncoding) encoding).buckets());
    } else if (encoding instanceof BoundariesEncoding) {
      json.array("boundaries");
      for (double boundary : ((BoundariesEncoding) encoding).boundaries()) {
        json.value(boundary);
      }
      json.end();
    } else if (encoding instanceof ScaleEncoding) {
      ScaleEncoding scale = (ScaleEncoding) encoding;
      json.value("mean", scale.mean()).value("deviation", scale.deviation());
    }
    json.end();
  }

  static FeatureContract read(String text, Map<String, Vocabulary> vocabularies) {
    JsonNode json = JsonNode.parse(text).allow("format", "item_samples", "features", "tables");
    json.get("format").integer(FORMAT, FORMAT);
    List<Feature> features = new ArrayList<>();
    for (JsonNode node : json.get("features").elements()) {
      features.add(readFeature(node, vocabularies));
    }
    int itemSamples = (int) json.get("item_samples").integer(0, FeatureContract.MAX_ITEM_SAMPLES);
    FeatureContract contract = FeatureContract.of(itemSamples, features);
    checkVocabularies(contract, vocabularies);
    checkTables(contract, json.get("tables"));
    return contract;
  }

  private static Feature readFeature(JsonNode node, Map<String, Vocabulary> vocabularies) {
    node.allow(
        "name",
        "side",
        "kind",
        "of",
        "encoding",
        "table",
        "width",
        "column",
        "separator",
        "max_length");
    FeatureBuilder builder =
        Feature.builder(
            node.get("name").string(),
            Side.read(node.get("side")),
            FeatureKind.read(node.get("kind")));
    if (node.find("of") != null) {
      builder.of(node.get("of").string());
    }
    if (node.find("encoding") != null) {
      builder.encoding(readEncoding(node, vocabularies));
    }
    if (node.find("table") != null) {
      builder.table(node.get("table").string());
    }
    if (node.find("width") != null) {
      builder.width((int) node.get("width").integer(1, Feature.MAX_WIDTH));
    }
    if (node.find("column") != null) {
      builder.column(node.get("column").string());
    }
    if (node.find("separator") != null) {
      builder.separator(node.get("separator").string());
    }
    if (node.find("max_length") != null) {
      builder.maxLength((int) node.get("max_length").integer(1, Feature.MAX_LENGTH));
    }
    return builder.build();
  }

  private static Encoding readEncoding(JsonNode feature, Map<String, Vocabulary> vocabularies) {
    JsonNode json = feature.get("encoding");
    switch (json.get("by").string()) {
      case VocabularyEncoding.KEY:
        json.allow("by");
        Vocabulary vocabulary = vocabulary(feature.get("table"), vocabularies);
        boolean looksUp = Side.read(feature.get("side")) == Side.USER;
        return VocabularyEncoding.of(looksUp ? vocabulary.requireDistinct() : vocabulary);
      case HashEncoding.KEY:
        json.allow("by", "buckets");
        return HashEncoding.of((int) json.get("buckets").integer(1, HashEncoding.MAX_BUCKETS));
      case BoundariesEncoding.KEY:
        json.allow("by", "boundaries");
        return BoundariesEncoding.of(numbers(json.get("boundaries")));
      case ScaleEncoding.LOG:
      case ScaleEncoding.Z_SCORE:
        json.allow("by", "mean", "deviation");
        return ScaleEncoding.of(
            json.get("by").string().equals(ScaleEncoding.LOG),
            json.get("mean").number(),
            json.get("deviation").number());
      default:
        throw json.get("by").wrong("vocabulary, hash, boundaries, log or z_score");
    }
  }

  private static Vocabulary vocabulary(JsonNode table, Map<String, Vocabulary> vocabularies) {
    Vocabulary vocabulary = vocabularies.get(table.string());
    if (vocabulary == null) {
      throw new IllegalArgumentException(
          table.path() + " is \"" + table.string() + "\", but no vocabulary of this name is given");
    }
    return vocabulary;
  }

  private static double[] numbers(JsonNode array) {
    List<JsonNode> elements = array.elements();
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = elements.get(i).number();
    }
    return numbers;
  }

  private static void checkVocabularies(
      FeatureContract contract, Map<String, Vocabulary> vocabularies) {
    TreeSet<String> unused = new TreeSet<>(vocabularies.keySet());
    unused.removeAll(contract.vocabularies().keySet());
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("Vocabularies " + unused + " belong to no feature");
    }
  }

  private static void checkTables(FeatureContract contract, JsonNode json) {
    List<TableSpec> tables = new ArrayList<>();
    for (JsonNode table : json.elements()) {
      table.allow("name", "rows", "width");
      tables.add(
          new TableSpec(
              table.get("name").string(),
              (int) table.get("rows").integer(1, Integer.MAX_VALUE),
              (int) table.get("width").integer(1, Feature.MAX_WIDTH)));
    }
    if (!tables.equals(contract.tables())) {
      throw new IllegalArgumentException(
          json.path()
              + " says "
              + tables
              + ", but features and vocabularies give "
              + contract.tables());
    }
  }
}
