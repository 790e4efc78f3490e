package dev.shopfuse.training.cluster;

import java.util.Locale;

/**
 * What a run of batch scoring did. Immutable.
 *
 * @param users how many users were ranked
 * @param shops how many shops each
 * @param rows how many rows were written
 * @param seconds from the first task to the last row, reading and sorting included
 */
public record ScoringReport(long users, int shops, long rows, double seconds) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "ranked %,d shops for %,d users in %.1f s: %,.0f users/s, %,.0f scores/s; wrote %,d rows",
        shops,
        users,
        seconds,
        users / seconds,
        (double) users * shops / seconds,
        rows);
  }
}
