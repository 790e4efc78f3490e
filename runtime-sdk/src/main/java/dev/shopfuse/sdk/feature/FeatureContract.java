package dev.shopfuse.sdk.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All features of a model, their tables, and how many item visits are samples. Immutable.
 *
 * <p>As files: {@link #toJson()} and one {@link Vocabulary} for each name in {@link
 * #vocabularies()}.
 */
public final class FeatureContract {
  /** The most item samples of one example. */
  public static final int MAX_ITEM_SAMPLES = 64;

  /** The most features of one contract. */
  public static final int MAX_FEATURES = 256;

  private final int itemSamples;
  private final Map<String, Feature> features;
  private final Map<String, IndexEncoding> encodings;
  private final Map<String, TableSpec> tables;

  private FeatureContract(
      int itemSamples,
      Map<String, Feature> features,
      Map<String, IndexEncoding> encodings,
      Map<String, TableSpec> tables) {
    this.itemSamples = itemSamples;
    this.features = features;
    this.encodings = encodings;
    this.tables = tables;
  }

  /**
   * Returns the contract of these features, with {@code itemSamples} (K) item visits as samples; 0
   * if the model has no item tower, so that every item visit belongs to the history.
   *
   * @throws IllegalArgumentException if two features have one name, a shared feature is absent or
   *     does not fit, features of one table disagree, or no shop feature is there
   */
  public static FeatureContract of(int itemSamples, List<Feature> features) {
    ContractAssembly assembly = new ContractAssembly(features);
    if (itemSamples < 0 || itemSamples > MAX_ITEM_SAMPLES) {
      throw new IllegalArgumentException(
          "There are " + itemSamples + " item samples; allowed are 0 to " + MAX_ITEM_SAMPLES);
    }
    return new FeatureContract(
        itemSamples, assembly.features(), assembly.encodings(), assembly.tables());
  }

  /**
   * Reads a contract.
   *
   * @param vocabularies the vocabulary of every table that has one, by the name of the table
   * @throws IllegalArgumentException if the JSON is no contract, or a vocabulary is missing, too
   *     much or has another number of rows than its table
   */
  public static FeatureContract fromJson(String json, Map<String, Vocabulary> vocabularies) {
    return ContractJson.read(json, vocabularies);
  }

  /** Returns the contract as JSON, without the words of the vocabularies. */
  public String toJson() {
    return ContractJson.write(this);
  }

  /** Returns the SHA-256 of everything the contract says, words included, as 64 hex digits. */
  public String digest() {
    return ContractDigest.of(this);
  }

  /** Returns all features in their order. */
  public List<Feature> features() {
    return Collections.unmodifiableList(new ArrayList<>(features.values()));
  }

  /** Returns the features of one side in their order. */
  public List<Feature> features(Side side) {
    List<Feature> found = new ArrayList<>();
    for (Feature feature : features.values()) {
      if (feature.side() == side) {
        found.add(feature);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** Returns the features of one side that do not depend on visits: all but histories. */
  public List<Feature> staticFeatures(Side side) {
    List<Feature> found = new ArrayList<>();
    for (Feature feature : features(side)) {
      if (feature.kind() != FeatureKind.HISTORY) {
        found.add(feature);
      }
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * Returns the feature of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Feature feature(String name) {
    Feature feature = features.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(
          "No feature is named \"" + name + "\"; there are " + features.keySet());
    }
    return feature;
  }

  /**
   * Returns the encoding into rows that a feature uses, its own or the one it shares.
   *
   * @throws IllegalArgumentException if the feature is a plain number
   */
  public IndexEncoding rows(Feature feature) {
    IndexEncoding encoding = encodings.get(feature.name());
    if (encoding == null) {
      throw new IllegalArgumentException("The " + feature + " has no table");
    }
    return encoding;
  }

  /** Returns the embedding tables in the order of their first feature. */
  public List<TableSpec> tables() {
    return Collections.unmodifiableList(new ArrayList<>(tables.values()));
  }

  /** Returns the vocabularies by the name of their table, in the order of {@link #tables()}. */
  public Map<String, Vocabulary> vocabularies() {
    Map<String, Vocabulary> found = new LinkedHashMap<>();
    for (Feature feature : features.values()) {
      String table = feature.table();
      if (table != null && feature.encoding() instanceof VocabularyEncoding) {
        found.put(table, ((VocabularyEncoding) feature.encoding()).vocabulary());
      }
    }
    return Collections.unmodifiableMap(found);
  }

  /** Returns how many of the last item visits are item samples (K). */
  public int itemSamples() {
    return itemSamples;
  }
}
