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
    List<String> columns = tables.columns(TableKind.USERS);
    String selected =
        String.join(", ", columns.stream().map(column -> "u." + Sql.name(column)).toList());
    return tables
        .database()
        .query(
            "SELECT "
                + selected
                + " FROM user_numbers n JOIN users u ON u.user_id = n.user_id ORDER BY n.number",
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
