package dev.shopfuse.training.cluster;

import dev.shopfuse.training.InputException;
import java.io.Serializable;

/**
 * What to rank with, and how much to keep. Immutable.
 *
 * @param bundle a file on the machine that starts the job; others get a copy
 * @param publicKey PEM of the key that must have signed it; empty accepts any bundle
 * @param top how many shops to keep for each user
 * @param excludeVisited whether to leave out shops that the user has visited
 */
public record ScoringJob(String bundle, String publicKey, int top, boolean excludeVisited)
    implements Serializable {
  /** Refuses to keep nothing. */
  public ScoringJob {
    if (top < 1) {
      throw new InputException("top is " + top + "; it must be at least 1");
    }
  }
}
