package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.RankingMetrics;
import dev.shopfuse.training.statistics.Comparison;
import dev.shopfuse.training.statistics.PairedBootstrap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a run added to the model it began with, and what it did to its rankings. Immutable.
 *
 * @param from the weights' digest of the earlier model
 * @param addedRows new rows of each table that grew
 * @param addedItems items the earlier model did not know
 * @param addedShops shops it did not know
 * @param newVisits on the tune split of the new visits, all shops ranked; empty without one
 * @param earlierUsers on held-out users of the earlier model, its shops ranked: what was forgotten;
 *     empty if nobody was recorded, or nobody is left
 * @param leftOut what of these users is left out, as the run learned it
 */
public record Growth(
    String from,
    Map<String, Integer> addedRows,
    int addedItems,
    int addedShops,
    Optional<Change> newVisits,
    Optional<Change> earlierUsers,
    LeftOut leftOut) {
  public Growth {
    addedRows = Collections.unmodifiableMap(new LinkedHashMap<>(addedRows));
  }

  /**
   * Held-out shops of the earlier model that the same user visited in the run's train split.
   *
   * @param users users who have no other
   * @param shops shops of these users and of others
   */
  public record LeftOut(int users, int shops) {}

  /** Returns what a reader must know of the earlier users; empty if all of them were measured. */
  public Optional<String> earlierUsersNote() {
    if (leftOut.shops() > 0) {
      String note =
          "Left out: held-out shops of the earlier model's users in this run's train split, %d, and users without another one, %d."
              .formatted(leftOut.shops(), leftOut.users());
      return Optional.of(
          earlierUsers.isPresent()
              ? note
              : note + " Nobody is left: what was forgotten is not measured.");
    }
    return earlierUsers.isPresent()
        ? Optional.empty()
        : Optional.of(
            "The earlier model recorded no held-out users: what was forgotten is not measured.");
  }

  /**
   * Figures of the same users before the first step and after the run.
   *
   * @param before of the earlier model
   * @param after of the trained one
   * @param metric the one that {@code comparison} is about
   * @param comparison after against before, with intervals over users
   */
  public record Change(Metrics before, Metrics after, String metric, Comparison comparison) {
    private static final String METRIC = "ndcg@20";

    /** Compares two evaluations of the same users. */
    public static Change of(Evaluation before, Evaluation after) {
      return new Change(
          before.metrics(),
          after.metrics(),
          METRIC,
          PairedBootstrap.standard().compare(ofUsers(after), ofUsers(before)));
    }

    private static double[][] ofUsers(Evaluation evaluation) {
      return new double[][] {
        evaluation.ranks().stream().mapToDouble(ranks -> RankingMetrics.of(METRIC, ranks)).toArray()
      };
    }
  }
}
