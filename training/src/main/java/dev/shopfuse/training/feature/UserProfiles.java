package dev.shopfuse.training.feature;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.table.VisitTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The raw values of users, as an application would send them. */
public final class UserProfiles {
  private UserProfiles() {}

  /**
   * Returns the values that a contract reads of each user, by column, in the order of the user's
   * index in the samples.
   *
   * @param tables must stay open meanwhile
   */
  public static List<Map<String, String>> of(VisitTables tables, FeatureContract contract) {
    List<Map<String, String>> profiles = new ArrayList<>();
    new SideRows(tables, Side.USER, contract.staticFeatures(Side.USER))
        .forEach(row -> profiles.add(row.byColumn()));
    return profiles;
  }
}
