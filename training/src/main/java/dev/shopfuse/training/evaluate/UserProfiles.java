package dev.shopfuse.training.evaluate;

import dev.shopfuse.training.table.Sql;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.VisitTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The raw values of users by column, as an app would hand them to the SDK. */
public final class UserProfiles {
  private UserProfiles() {}

  /**
   * Returns one profile a user, in the order of the users of the samples, which must have been made
   * from these tables.
   */
  public static List<Map<String, String>> of(VisitTables tables) {
    return of(
        tables, "SELECT u.*, n.number FROM user_numbers n JOIN users u ON u.user_id = n.user_id");
  }

  /**
   * Returns the profiles of some users, by their number.
   *
   * @param users a query of users with their columns and a number
   */
  public static List<Map<String, String>> of(VisitTables tables, String users) {
    List<String> columns = tables.columns(TableKind.USERS);
    String selected = String.join(", ", columns.stream().map(Sql::name).toList());
    return tables
        .database()
        .query(
            "SELECT %s FROM (%s) ORDER BY number".formatted(selected, users),
            row -> {
              Map<String, String> profile = new HashMap<>();
              for (int i = 0; i < columns.size(); i++) {
                String value = row.getString(i + 1);
                profile.put(columns.get(i), value == null ? "" : value);
              }
              return profile;
            });
  }
}
