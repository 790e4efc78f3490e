package dev.shopfuse.spark.score;

import dev.shopfuse.training.table.Sql;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The rows that scoring walks over: each user's profile, then the user's visits from the oldest.
 *
 * <p>They are put side by side by a sort rather than a join, so a user of a million visits is
 * streamed, and the profile is not copied to each of them.
 */
final class UserRows {
  /** Column of the user's id. */
  static final int USER = 0;

  /** Column of the page; null in the row of the profile, which comes first. */
  static final int PAGE = 1;

  /** Column of the visited item or shop. */
  static final int TARGET = 2;

  /** Column of the profile's values, in the order of the columns asked for. */
  static final int PROFILE = 3;

  private UserRows() {}

  /** Returns the query; its order within a user is the one that samples are made with. */
  static String sql(Collection<String> profileColumns) {
    String values =
        profileColumns.stream()
            .map(column -> "coalesce(" + Sql.name(column) + ", '')")
            .collect(Collectors.joining(", "));
    return """
    SELECT user_id, page, target_id, profile FROM (
      SELECT user_id, NULL AS page, NULL AS target_id, array(%s) AS profile,
        NULL AS seconds, NULL AS untimed
      FROM users
      UNION ALL
      SELECT user_id, page, target_id, NULL AS profile, "time" AS seconds,
        CASE WHEN "time" IS NULL THEN md5(concat(user_id, '|', page, '|', target_id)) END
      FROM visits
    ) everything
    DISTRIBUTE BY user_id
    SORT BY user_id, profile IS NULL, seconds NULLS LAST, untimed, page, target_id\
    """
        .formatted(values.isEmpty() ? "CAST(NULL AS STRING)" : values);
  }
}
