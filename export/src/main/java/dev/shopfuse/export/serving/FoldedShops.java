package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.export.pass.FoldRows;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.model.MatchCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A model whose shops are one row each, computed at export: a candidate is one id. Immutable.
 *
 * <p>The row of a shop is its index in the catalogue, and is the encoded value of one id feature,
 * so that a device feeds it like any other. Shop features that no history and no list collects are
 * in the row and nowhere else, but for lists that match counts read.
 *
 * @param served the model with the contract and the catalogue that fit the graph
 * @param pass makes the graph
 */
public record FoldedShops(ServedModel served, FoldRows pass) {
  private static final String ROW = "shop_row";

  /** Prepares to fold the shops of a model, for its graph. */
  public static FoldedShops of(ServedModel served, OnnxGraph graph) {
    Feature row = existing(served).orElseGet(() -> added(served));
    Set<String> kept = matchedLists(served);
    FeatureContract contract = contract(served, row, kept);
    return new FoldedShops(
        served.with(contract, catalogue(served, contract)),
        new FoldRows(row.name(), columns(served, graph), kept, FeatureLookups.TABLES));
  }

  /**
   * Returns the lists that match counts read. They stay lists: as rows of a table, all would be as
   * long as the longest.
   */
  private static Set<String> matchedLists(ServedModel served) {
    return !served.model().config().model().matchCounts()
        ? Set.of()
        : MatchCounts.pairs(served.contract()).stream()
            .map(MatchCounts.Pair::shop)
            .filter(Feature::isSequence)
            .map(Feature::name)
            .collect(Collectors.toSet());
  }

  /** Returns an id of the shops whose table rows are the catalogue's, if there is one. */
  private static Optional<Feature> existing(ServedModel served) {
    int[] indices = IntStream.range(0, served.shops().size()).toArray();
    return served.contract().staticFeatures(Side.SHOP).stream()
        .filter(feature -> feature.kind() == FeatureKind.ID)
        .filter(feature -> Arrays.equals(served.shops().features().indices(feature), indices))
        .findFirst();
  }

  private static Feature added(ServedModel served) {
    Set<String> taken = new TreeSet<>();
    for (Feature feature : served.contract().features()) {
      taken.add(feature.name());
      taken.add(String.valueOf(feature.table()));
    }
    String name = ROW;
    while (taken.contains(name)) {
      name += "_";
    }
    return Feature.builder(name, Side.SHOP, FeatureKind.ID)
        .encoding(VocabularyEncoding.of(Vocabulary.of(served.shops().ids())))
        .width(1)
        .build();
  }

  private static FeatureContract contract(ServedModel served, Feature row, Set<String> kept) {
    Set<String> collected =
        served.contract().features().stream()
            .filter(feature -> feature.of() != null)
            .map(Feature::of)
            .collect(Collectors.toSet());
    List<Feature> features = new ArrayList<>();
    for (Feature feature : served.contract().features()) {
      boolean needed =
          feature.side() != Side.SHOP
              || collected.contains(feature.name())
              || kept.contains(feature.name())
              || feature.name().equals(row.name());
      if (needed) {
        features.add(feature);
      }
    }
    if (!features.contains(row)) {
      features.add(row);
    }
    return FeatureContract.of(served.contract().itemSamples(), features);
  }

  private static Catalogue catalogue(ServedModel served, FeatureContract contract) {
    int[] all = IntStream.range(Catalogue.FIRST, served.shops().size()).toArray();
    return new CatalogueCopy(served.shops(), served.contract(), contract, TableCut.none()).of(all);
  }

  private static Map<String, Tensor> columns(ServedModel served, OnnxGraph graph) {
    Set<String> inputs = graph.inputs().stream().map(Value::name).collect(Collectors.toSet());
    Map<String, Tensor> columns = new HashMap<>();
    for (Feature feature : served.contract().staticFeatures(Side.SHOP)) {
      if (inputs.contains(feature.name())) {
        columns.put(feature.name(), column(served.shops().features(), feature));
      }
    }
    return columns;
  }

  private static Tensor column(EncodedFeatures encoded, Feature feature) {
    if (!feature.isIndexed()) {
      float[] numbers = encoded.numbers(feature);
      return Tensor.ofFloats(numbers, numbers.length);
    }
    if (!feature.isSequence()) {
      return Tensor.vector(Arrays.stream(encoded.indices(feature)).asLongStream().toArray());
    }
    int[] offsets = encoded.offsets(feature);
    int longest =
        IntStream.range(0, encoded.rows()).map(i -> offsets[i + 1] - offsets[i]).max().orElse(1);
    long[] padded = new long[Math.multiplyExact(encoded.rows(), longest)];
    Arrays.fill(padded, IndexEncoding.NONE_ROW);
    for (int row = 0; row < encoded.rows(); row++) {
      for (int i = offsets[row]; i < offsets[row + 1]; i++) {
        padded[row * longest + i - offsets[row]] = encoded.values(feature)[i];
      }
    }
    return Tensor.ofLongs(padded, encoded.rows(), longest);
  }
}
