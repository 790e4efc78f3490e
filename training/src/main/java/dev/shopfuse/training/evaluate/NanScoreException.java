package dev.shopfuse.training.evaluate;

/** A scorer gave a score that is no number, so nothing can be measured. Immutable. */
public final class NanScoreException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  /** Creates the exception for a shop of the catalogue and a user, by their numbers. */
  NanScoreException(int shop, int user) {
    super("The score of shop " + shop + " for user " + user + " is NaN.");
  }
}
