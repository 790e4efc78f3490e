package dev.shopfuse.export.parity;

import dev.shopfuse.sdk.feature.BoundariesEncoding;
import dev.shopfuse.sdk.feature.Encoding;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.ScaleEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.Vocabulary;
import dev.shopfuse.sdk.feature.VocabularyEncoding;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes raw values for the columns of a user's profile. Not thread-safe. */
final class SampleProfiles {
  private final FeatureContract contract;
  private final Random random;

  SampleProfiles(FeatureContract contract, Random random) {
    this.contract = contract;
    this.random = random;
  }

  Map<String, String> next() {
    Map<String, String> profile = new TreeMap<>();
    Map<String, String> numbers = new TreeMap<>();
    for (Feature feature : contract.staticFeatures(Side.USER)) {
      String column = feature.column();
      if (column != null) {
        boolean number = isNumber(feature.encoding());
        (number ? numbers : profile).put(column, value(feature));
      }
    }
    // A column may also be read as a category, which takes any text; a number takes only numbers.
    profile.putAll(numbers);
    return profile;
  }

  private static boolean isNumber(Encoding encoding) {
    return encoding instanceof ScaleEncoding || encoding instanceof BoundariesEncoding;
  }

  private String value(Feature feature) {
    String separator = feature.separator();
    String value = value(feature.encoding());
    return separator == null ? value : value + separator + value(feature.encoding());
  }

  private String value(Encoding encoding) {
    if (encoding instanceof VocabularyEncoding words) {
      return word(words.vocabulary());
    }
    if (encoding instanceof ScaleEncoding scale) {
      return Float.toString((float) (scale.mean() + random.nextGaussian()));
    }
    if (encoding instanceof BoundariesEncoding bounds) {
      double[] boundaries = bounds.boundaries();
      return Double.toString(boundaries[random.nextInt(boundaries.length)]);
    }
    return "value" + random.nextInt(1000);
  }

  private String word(Vocabulary vocabulary) {
    int words = vocabulary.rows() - IndexEncoding.RESERVED_ROWS;
    return words == 0
        ? "unknown"
        : vocabulary.value(IndexEncoding.RESERVED_ROWS + random.nextInt(words));
  }
}
