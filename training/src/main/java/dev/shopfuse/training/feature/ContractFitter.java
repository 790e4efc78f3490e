package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.BoundariesEncoding;
import dev.shopfuse.sdk.feature.Encoding;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureBuilder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.HashEncoding;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.ScaleEncoding;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a feature contract to the train split: vocabularies, boundaries, means and deviations. Later
 * splits have no say in it. Not thread-safe; one per fit.
 *
 * <p>A contract can also grow from that of a trained model: its words keep their rows and new ones
 * follow; boundaries, means and deviations stay what they were, since the weights rely on them.
 */
public final class ContractFitter {
  private final VisitTables tables;
  private final FeatureFile file;
  private final int defaultWidth;
  private final @Nullable FeatureContract earlier;
  private final Map<String, Encoding> vocabularies = new HashMap<>();

  private ContractFitter(
      VisitTables tables, FeatureFile file, int defaultWidth, @Nullable FeatureContract earlier) {
    this.tables = tables;
    this.file = file;
    this.defaultWidth = defaultWidth;
    this.earlier = earlier;
  }

  /**
   * Returns the fitted contract.
   *
   * @param tables must stay open meanwhile
   * @param file what to fit
   * @param itemSamples how many item visits are samples (K)
   * @param defaultWidth embedding width of features that set none
   * @throws InputException if a column is absent, a number is none, or features do not fit
   */
  public static FeatureContract fit(
      VisitTables tables, FeatureFile file, int itemSamples, int defaultWidth) {
    return new ContractFitter(tables, file, defaultWidth, null).fit(itemSamples);
  }

  /**
   * Returns a contract grown by the words of these tables.
   *
   * @param tables must stay open meanwhile
   * @param file what the earlier contract was fitted to
   * @param earlier what to grow
   * @throws InputException if a column is absent, a number is none, or features do not fit
   */
  public static FeatureContract grow(
      VisitTables tables, FeatureFile file, int defaultWidth, FeatureContract earlier) {
    return new ContractFitter(tables, file, defaultWidth, earlier).fit(earlier.itemSamples());
  }

  private FeatureContract fit(int itemSamples) {
    file.definitions().forEach(this::requireColumn);
    SideTable.createWeights(tables);
    List<Feature> features = new ArrayList<>();
    try {
      for (FeatureDefinition definition : file.definitions()) {
        features.add(feature(definition));
      }
      return FeatureContract.of(itemSamples, features);
    } catch (IllegalArgumentException e) {
      throw new InputException(file.source() + ": " + e.getMessage(), e);
    }
  }

  private void requireColumn(FeatureDefinition definition) {
    String column = definition.column();
    TableKind kind = SideTable.of(definition.side());
    if (column != null && !tables.columns(kind).contains(column)) {
      throw new InputException(
          "%s feature \"%s\" reads column \"%s\", but %s has only %s"
              .formatted(
                  file.source(),
                  definition.name(),
                  column,
                  tables.fileName(kind),
                  String.join(", ", tables.columns(kind))));
    }
  }

  private Feature feature(FeatureDefinition definition) {
    FeatureBuilder builder =
        Feature.builder(definition.name(), definition.side(), definition.kind());
    if (definition.of() != null) {
      builder.of(definition.of());
    }
    if (definition.column() != null) {
      builder.column(definition.column());
    }
    if (definition.separator() != null) {
      builder.separator(definition.separator());
    }
    if (definition.table() != null) {
      builder.table(definition.table());
    }
    if (definition.maxLength() > 0) {
      builder.maxLength(definition.maxLength());
    }
    EncodingDefinition encoding = definition.encoding();
    if (encoding != null) {
      builder.encoding(fitted(definition, encoding));
    }
    if (needsWidth(definition)) {
      builder.width(definition.width() > 0 ? definition.width() : defaultWidth);
    } else if (definition.width() > 0) {
      builder.width(definition.width());
    }
    return builder.build();
  }

  private static boolean needsWidth(FeatureDefinition definition) {
    return definition.of() == null
        && definition.kind() != FeatureKind.HISTORY
        && !(definition.encoding() instanceof EncodingDefinition.OfScale);
  }

  private Encoding fitted(FeatureDefinition definition, EncodingDefinition encoding) {
    if (encoding instanceof EncodingDefinition.OfVocabulary vocabulary) {
      return vocabularies.computeIfAbsent(
          definition.tableName(), table -> vocabulary(table, vocabulary.minCount()));
    }
    if (encoding instanceof EncodingDefinition.OfHash hash) {
      return HashEncoding.of(hash.buckets());
    }
    NumberColumn numbers = new NumberColumn(tables, definition);
    numbers.requireNumbers();
    if (earlier != null) {
      return earlier.feature(definition.name()).encoding();
    }
    if (encoding instanceof EncodingDefinition.OfBoundaries given) {
      return BoundariesEncoding.of(
          given.boundaries().stream().mapToDouble(Double::doubleValue).toArray());
    }
    if (encoding instanceof EncodingDefinition.OfQuantiles intervals) {
      return BoundariesEncoding.of(numbers.quantiles(intervals.count()));
    }
    boolean log = ((EncodingDefinition.OfScale) encoding).log();
    NumberColumn.Scale scale = numbers.scale(log);
    return ScaleEncoding.of(log, scale.mean(), scale.deviation());
  }

  /** All features of one table bring their words and their counts together. */
  private VocabularyEncoding vocabulary(String table, int minCount) {
    List<FeatureDefinition> members =
        file.definitions().stream()
            .filter(member -> member.encoding() != null && member.tableName().equals(table))
            .toList();
    for (FeatureDefinition member : members) {
      if (!Objects.equals(member.encoding(), new EncodingDefinition.OfVocabulary(minCount))) {
        throw new InputException(
            "%s feature \"%s\" shares table \"%s\" with \"%s\"; give both the same encoding"
                .formatted(file.source(), member.name(), table, members.get(0).name()));
      }
    }
    Vocabulary counted = WordCounts.vocabulary(tables, members, minCount);
    return VocabularyEncoding.of(earlier == null ? counted : grown(table, counted, earlier));
  }

  private static Vocabulary grown(String table, Vocabulary counted, FeatureContract earlier) {
    Vocabulary known = Objects.requireNonNull(earlier.vocabularies().get(table), table);
    Stream<String> added =
        counted.words().stream().filter(word -> known.row(word) == IndexEncoding.UNKNOWN_ROW);
    return Vocabulary.of(Stream.concat(known.words().stream(), added).toList());
  }
}
