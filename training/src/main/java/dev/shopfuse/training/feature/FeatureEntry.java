package dev.shopfuse.training.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.HashEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code features.yaml}. One per entry. */
final class FeatureEntry {
  private static final int MOST_INTERVALS = 10_000;

  private final String where;
  private final YamlSection entry;
  private final FeatureKind kind;

  private FeatureEntry(String where, YamlSection entry) {
    this.where = where;
    this.entry = entry;
    this.kind = entry.constant("kind", FeatureKind.values());
  }

  static FeatureDefinition read(String source, int position, JsonNode node) {
    String name = new YamlSection(source + " feature " + position, node).text("name");
    String where = "%s feature \"%s\"".formatted(source, name);
    YamlSection entry = new YamlSection(where, node);
    entry.has("name");
    return new FeatureEntry(where, entry).definition(name);
  }

  private FeatureDefinition definition(String name) {
    Side side = entry.constant("side", Side.values());
    String of = entry.optionalText("of");
    FeatureDefinition definition =
        new FeatureDefinition(
            name,
            side,
            kind,
            column(name, side, of),
            of,
            entry.optionalText("separator"),
            encoding(of),
            entry.integer("width", 0, 1, Feature.MAX_WIDTH),
            entry.optionalText("table"),
            entry.integer("max_length", 0, 1, Feature.MAX_LENGTH));
    entry.refuseUnknownKeys();
    return definition;
  }

  private @Nullable String column(String name, Side side, @Nullable String of) {
    String column = entry.optionalText("column");
    String id = side.name().toLowerCase(Locale.ROOT) + "_id";
    if (kind != FeatureKind.ID) {
      return column == null && of == null ? name : column;
    }
    if (column != null && !column.equals(id)) {
      throw new InputException(
          "%s has column \"%s\"; kind id always reads \"%s\", use kind category for others"
              .formatted(where, column, id));
    }
    return id;
  }

  private @Nullable EncodingDefinition encoding(@Nullable String of) {
    JsonNode node = entry.value("encoding");
    if (node.isMissingNode() || node.isNull()) {
      return of != null || kind == FeatureKind.HISTORY ? null : byDefault();
    }
    if (node.isTextual()) {
      return parse(node.asText(), new YamlSection(where, NullNode.getInstance()), node);
    }
    if (!node.isObject() || node.size() != 1) {
      throw entry.wrong("encoding", node, ENCODINGS);
    }
    String key = node.fieldNames().next();
    JsonNode settings = node.path(key);
    if (key.equals("boundaries") && settings.isArray()) {
      return boundaries(settings);
    }
    return parse(key, new YamlSection(where + " encoding " + key, settings), node);
  }

  private static final String ENCODINGS =
      "one of {vocabulary: {min_count: 1}}, {hash: {buckets: 1000}}, {boundaries: [1, 10]},"
          + " {boundaries: {count: 10}}, {log: {}}, {z_score: {}}";

  private EncodingDefinition byDefault() {
    if (kind == FeatureKind.NUMBER) {
      throw new InputException(where + " has no encoding; expected " + ENCODINGS);
    }
    return new EncodingDefinition.OfVocabulary(1);
  }

  private EncodingDefinition parse(String key, YamlSection settings, JsonNode node) {
    EncodingDefinition parsed =
        switch (key) {
          case "vocabulary" ->
              new EncodingDefinition.OfVocabulary(
                  settings.integer("min_count", 1, 1, Integer.MAX_VALUE));
          case "hash" ->
              new EncodingDefinition.OfHash(
                  settings.integer("buckets", 0, 1, HashEncoding.MAX_BUCKETS));
          case "boundaries" ->
              new EncodingDefinition.OfQuantiles(settings.integer("count", 0, 2, MOST_INTERVALS));
          case "log" -> new EncodingDefinition.OfScale(true);
          case "z_score" -> new EncodingDefinition.OfScale(false);
          default -> throw entry.wrong("encoding", node, ENCODINGS);
        };
    settings.refuseUnknownKeys();
    requireComplete(parsed, node);
    requireFits(parsed, node);
    return parsed;
  }

  private void requireComplete(EncodingDefinition parsed, JsonNode node) {
    boolean noBuckets = parsed instanceof EncodingDefinition.OfHash hash && hash.buckets() == 0;
    boolean noCount =
        parsed instanceof EncodingDefinition.OfQuantiles intervals && intervals.count() == 0;
    if (noBuckets || noCount) {
      throw entry.wrong("encoding", node, ENCODINGS);
    }
  }

  private void requireFits(EncodingDefinition parsed, JsonNode node) {
    boolean ofWords =
        parsed instanceof EncodingDefinition.OfVocabulary
            || parsed instanceof EncodingDefinition.OfHash;
    if (ofWords == (kind == FeatureKind.NUMBER)) {
      throw entry.wrong(
          "encoding",
          node,
          kind == FeatureKind.NUMBER
              ? "boundaries, log or z_score for a number"
              : "vocabulary or hash for kind " + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private EncodingDefinition boundaries(JsonNode settings) {
    List<Double> boundaries = new ArrayList<>();
    for (JsonNode boundary : settings) {
      double previous = boundaries.isEmpty() ? 0 : boundaries.get(boundaries.size() - 1);
      if (!boundary.isNumber() || (!boundaries.isEmpty() && boundary.asDouble() <= previous)) {
        throw entry.wrong("boundaries", settings, "ascending numbers");
      }
      boundaries.add(boundary.asDouble());
    }
    EncodingDefinition parsed = new EncodingDefinition.OfBoundaries(boundaries);
    if (boundaries.isEmpty()) {
      throw entry.wrong("boundaries", settings, "at least one number");
    }
    requireFits(parsed, settings);
    return parsed;
  }
}
