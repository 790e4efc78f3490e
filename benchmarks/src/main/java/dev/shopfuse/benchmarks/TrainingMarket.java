package dev.shopfuse.benchmarks;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.CatalogueBuilder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.EncodedFeaturesBuilder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import dev.shopfuse.training.train.TrainingInput;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Something to train on at a given vocabulary: ten id features, four of the user, three of the
 * item, three of the shop, each with a tenth of the rows and random values. Immutable.
 *
 * @param rows embedding rows of all features together
 * @param examples shop visits to learn from
 * @param width of an embedding
 */
record TrainingMarket(int rows, int examples, int width) {
  static final int USER_FEATURES = 4;
  static final int TARGET_FEATURES = 3;
  private static final int VISITS = 2;

  TrainingInput input() {
    FeatureContract contract = contract();
    return new TrainingInput(
        contract,
        catalogue(contract, Side.ITEM),
        catalogue(contract, Side.SHOP),
        users(contract),
        samples());
  }

  private int words() {
    return rows / (USER_FEATURES + 2 * TARGET_FEATURES);
  }

  private FeatureContract contract() {
    Vocabulary vocabulary = Vocabulary.of(ids("v"));
    List<Feature> features = new ArrayList<>();
    for (Side side : Side.values()) {
      for (int i = 0; i < count(side); i++) {
        features.add(
            Feature.builder(side.key() + "_" + i, side, FeatureKind.CATEGORY)
                .encoding(VocabularyEncoding.of(vocabulary))
                .width(width)
                .build());
      }
    }
    return FeatureContract.of(1, features);
  }

  private static int count(Side side) {
    return side == Side.USER ? USER_FEATURES : TARGET_FEATURES;
  }

  private List<String> ids(String prefix) {
    return IntStream.range(0, words()).mapToObj(i -> prefix + i).toList();
  }

  private Catalogue catalogue(FeatureContract contract, Side side) {
    SplittableRandom random = new SplittableRandom(side.key().hashCode());
    CatalogueBuilder builder = Catalogue.builder(contract, side);
    for (String id : ids(side.key())) {
      builder.add(id).putAll(values(side, random));
    }
    return builder.build();
  }

  private EncodedFeatures users(FeatureContract contract) {
    SplittableRandom random = new SplittableRandom(Side.USER.key().hashCode());
    EncodedFeaturesBuilder builder = EncodedFeatures.builder(contract, Side.USER);
    for (int user = 0; user < words(); user++) {
      builder.putAll(values(Side.USER, random)).endRow();
    }
    return builder.build();
  }

  private Map<String, String> values(Side side, SplittableRandom random) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count(side); i++) {
      values.put(side.key() + "_" + i, "v" + random.nextInt(words()));
    }
    return values;
  }

  private SampleSet samples() {
    SplittableRandom random = new SplittableRandom(5);
    int[][] items = new int[words()][];
    int[][] shops = new int[words()][];
    for (int user = 0; user < words(); user++) {
      items[user] = visits(random);
      shops[user] = visits(random);
    }
    List<TrainingExample> train = new ArrayList<>();
    for (int i = 0; i < examples; i++) {
      int user = random.nextInt(words());
      train.add(new TrainingExample(user, VISITS, 1, shops[user][1], true));
    }
    Map<Split, VisitSequences> sequences = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      sequences.put(split, VisitSequences.of(ids("u"), items, shops));
    }
    int catalogue = words() + VisitSequences.FIRST_TARGET;
    return SampleSet.of(sequences, train, Map.of(), catalogue, catalogue, "benchmark");
  }

  private int[] visits(SplittableRandom random) {
    return random.ints(VISITS, 0, words()).map(i -> i + VisitSequences.FIRST_TARGET).toArray();
  }
}
