package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.TrainingExample;
import dev.shopfuse.training.sample.VisitSequences;

/**
 * The contexts of users: static features and the past of one split. Thread-safe.
 *
 * @param encoder the encoder of the model
 * @param users one encoded row a user, in the order of the sequences
 * @param sequences the visits that examples and cases are prefixes of
 */
public record UserPasts(ContextEncoder encoder, EncodedFeatures users, VisitSequences sequences) {
  /** Refuses users and sequences of different numbers. */
  public UserPasts {
    if (users.rows() != sequences.users()) {
      throw new IllegalArgumentException(
          "There are %d encoded users and sequences of %d."
              .formatted(users.rows(), sequences.users()));
    }
  }

  /** Returns what is known of the user of a case. */
  public UserContext context(EvaluationCase user) {
    return encode(user.user(), user.itemCount(), user.shopCount(), ContextEncoder.NO_SHOP);
  }

  /** Returns what was known before the visit of an example. */
  public UserContext context(TrainingExample example) {
    int excluded = example.timed() ? ContextEncoder.NO_SHOP : example.shop();
    return encode(example.user(), example.itemCount(), example.shopCount(), excluded);
  }

  private UserContext encode(int user, int itemCount, int shopCount, int excludedShop) {
    return encoder.encode(
        users,
        user,
        sequences.itemVisits(user),
        itemCount,
        sequences.shopVisits(user),
        shopCount,
        excludedShop);
  }
}
