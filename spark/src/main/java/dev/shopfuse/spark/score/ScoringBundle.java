package dev.shopfuse.spark.score;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ScoringJob;
import java.util.List;

/**
 * A bundle that was opened on the machine that starts the job, and what a job must know of it.
 * Immutable.
 *
 * @param job what to rank with, and how much to keep
 * @param shops how many shops it ranks
 * @param profileColumns the columns of users it reads
 */
public record ScoringBundle(ScoringJob job, int shops, List<String> profileColumns) {
  /** Copies the columns. */
  public ScoringBundle {
    profileColumns = List.copyOf(profileColumns);
  }

  /**
   * Opens the bundle of a job, which nothing of Spark is needed for.
   *
   * @throws InputException if it is refused
   */
  public static ScoringBundle open(ScoringJob job) {
    try (ShopRanker ranker = SharedRankers.open(job.bundle(), job.publicKey())) {
      return new ScoringBundle(job, ranker.shopIds().size(), List.copyOf(ranker.profileColumns()));
    }
  }
}
