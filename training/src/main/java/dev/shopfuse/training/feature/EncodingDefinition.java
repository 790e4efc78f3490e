package dev.shopfuse.training.feature;

import java.util.List;

/** How a feature is to be encoded, before anything is fitted. Immutable. */
public sealed interface EncodingDefinition {
  /**
   * A row per word seen often enough.
   *
   * @param minCount how often at least, in train visits and assortments
   */
  record OfVocabulary(int minCount) implements EncodingDefinition {}

  /**
   * A row per hash bucket.
   *
   * @param buckets how many
   */
  record OfHash(int buckets) implements EncodingDefinition {}

  /**
   * A row per interval between given boundaries.
   *
   * @param boundaries ascending
   */
  record OfBoundaries(List<Double> boundaries) implements EncodingDefinition {
    /** Copies the list. */
    public OfBoundaries {
      boundaries = List.copyOf(boundaries);
    }
  }

  /**
   * A row per interval, so that each holds about the same number of targets.
   *
   * @param count how many intervals
   */
  record OfQuantiles(int count) implements EncodingDefinition {}

  /**
   * A number of mean 0 and deviation 1.
   *
   * @param log whether the sign-keeping logarithm is taken first
   */
  record OfScale(boolean log) implements EncodingDefinition {}
}
