package dev.shopfuse.spark.scale;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.training.table.TableKind;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Scores the same users in a plain loop over the SDK, on one core: what batch scoring is compared
 * with. Profiles and visits are in memory already, and nothing is written.
 *
 * <pre>PlainLoop DATA WORK BUNDLE RUNS</pre>
 */
public final class PlainLoop {
  private PlainLoop() {}

  private record User(Map<String, String> profile, List<Visit> visits) {}

  public static void main(String[] arguments) throws Exception {
    List<User> users = users(Path.of(arguments[0]), Path.of(arguments[1]));
    Bundle bundle = Bundle.open(new File(arguments[2]), BundleTrust.allowUnsignedForDevelopment());
    try (ShopRanker ranker = ShopRanker.open(bundle)) {
      for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
        double cpu = ProcessCpu.seconds();
        long start = System.nanoTime();
        long rows = 0;
        for (User user : users) {
          RankRequest request =
              RankRequest.forUser(user.profile)
                  .visits(user.visits)
                  .allShops()
                  .limit(ScoringScale.TOP)
                  .build();
          rows += ranker.rank(request).shops().size();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "plain loop run %d: %,d users in %.1f s: %,.0f users/s; %,d rows; %.1f s CPU%n",
            run,
            users.size(),
            seconds,
            users.size() / seconds,
            rows,
            ProcessCpu.seconds() - cpu);
      }
    }
  }

  private static List<User> users(Path data, Path work) {
    Map<String, List<Visit>> visits = new LinkedHashMap<>();
    List<User> users = new ArrayList<>();
    try (VisitTables tables = VisitTables.open(data, TableOptions.strict().withScratch(work))) {
      tables
          .database()
          .forEach(
              "SELECT user_id, page, target_id, \"time\" FROM visits"
                  + " ORDER BY user_id, \"time\", page, target_id",
              row ->
                  visits
                      .computeIfAbsent(row.getString(1), user -> new ArrayList<>())
                      .add(
                          row.getString(2).equals("item")
                              ? Visit.toItem(row.getString(3), row.getLong(4))
                              : Visit.toShop(row.getString(3), row.getLong(4))));
      List<String> columns = tables.columns(TableKind.USERS);
      tables
          .database()
          .forEach(
              "SELECT * FROM users",
              row -> {
                Map<String, String> profile = new LinkedHashMap<>();
                for (String column : columns) {
                  profile.put(column, String.valueOf(row.getString(column)));
                }
                users.add(
                    new User(profile, visits.getOrDefault(profile.get("user_id"), List.of())));
              });
    }
    return users;
  }
}
