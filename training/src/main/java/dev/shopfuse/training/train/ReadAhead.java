package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.sample.KnownTargets;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.List;

/**
 * Reads where the encoder of a batch is about to read. What is known of users lies all over memory;
 * reads that do not depend on each other wait for it together, those of an example one after the
 * other. Decides nothing of a batch. Thread-safe.
 */
final class ReadAhead {
  private final List<Feature> userFeatures;
  private final boolean readsItems;

  /** Written so that the reads are not left out. */
  @SuppressWarnings("UnusedVariable")
  private volatile int lastSum;

  ReadAhead(FeatureContract contract, boolean readsItems) {
    this.userFeatures = contract.staticFeatures(Side.USER);
    this.readsItems = readsItems;
  }

  /**
   * Reads the static features and the length of every list, which stands before its values. What a
   * user was shown is left out: few configurations draw from it.
   */
  void read(LoadedExamples loaded, TrainingExample[] examples) {
    int sum = 0;
    KnownTargets known = loaded.known();
    for (TrainingExample example : examples) {
      sum += known.shopCount(example.user());
      sum += readsItems ? known.itemCount(example.user()) : 0;
    }
    VisitSequences sequences = loaded.users().sequences();
    for (TrainingExample example : examples) {
      sum += sequences.itemVisitCount(example.user()) + sequences.shopVisitCount(example.user());
    }
    for (Feature feature : userFeatures) {
      sum += read(feature, loaded.users().users(), examples);
    }
    lastSum = sum;
  }

  private static int read(Feature feature, EncodedFeatures users, TrainingExample[] examples) {
    int sum = 0;
    if (feature.isSequence()) {
      int[] offsets = users.offsets(feature);
      int[] values = users.values(feature);
      for (TrainingExample example : examples) {
        sum += values[offsets[example.user()]];
      }
    } else if (feature.isIndexed()) {
      int[] indices = users.indices(feature);
      for (TrainingExample example : examples) {
        sum += indices[example.user()];
      }
    } else {
      float[] numbers = users.numbers(feature);
      for (TrainingExample example : examples) {
        sum += (int) numbers[example.user()];
      }
    }
    return sum;
  }
}
