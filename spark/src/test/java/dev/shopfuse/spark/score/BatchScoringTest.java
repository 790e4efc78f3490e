package dev.shopfuse.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.spark.LocalSpark;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.ScoringReport;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.SimulationConfig;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores with the signed bundle of the Android sample, which was trained on a simulated market. */
class BatchScoringTest {
  private static final Path ASSETS = Path.of("../android-sample/src/main/assets");
  private static final String BUNDLE = ASSETS.resolve("market.shopfuse").toString();
  private static final int TOP = 7;

  @TempDir Path folder;

  @Test
  void write_allUsers_equalsTheSdkOnOneMachine() throws IOException {
    Path market = folder.resolve("market");
    MarketplaceSimulator.simulate(new SimulationConfig(120, 200, 40, 5), market, Progress.none());
    ScoringReport report = score(market, publicKey());
    List<String> expected = rankByHand(market);
    assertThat(report.users()).isEqualTo(120);
    assertThat(report.rows()).isEqualTo(120L * TOP).isEqualTo(expected.size());
    assertThat(rows()).isEqualTo(expected);
  }

  @Test
  void write_visitedShopsExcluded_leavesOutThoseOfTheOldestVisits() throws IOException {
    List<String> shops = new ArrayList<>();
    try (ShopRanker ranker = SharedRankers.open(BUNDLE, publicKey())) {
      shops.addAll(ranker.shopIds());
    }
    String oldest = shops.get(0);
    String often = shops.get(1);
    TableFolder tables =
        new TableFolder(folder)
            .with("users.csv", "user_id,age,city", "u,30,city_1", "without visits,30,city_1");
    List<String> visits =
        new ArrayList<>(List.of("user_id,page,target_id,time", "u,shop," + oldest + ",1"));
    for (int time = 2; time < 2_000; time++) {
      visits.add("u,shop," + often + "," + time);
    }
    tables.with("visits.csv", visits.toArray(String[]::new));
    ScoringReport report = score(folder, new ScoringJob(BUNDLE, publicKey(), shops.size(), true));
    assertThat(report.rows()).isEqualTo(2L * shops.size() - 2);
    assertThat(rows()).noneMatch(row -> row.matches("u \\d+ (" + oldest + "|" + often + ") .*"));
  }

  @Test
  void open_bundleOfAnotherKey_isRefused() throws IOException {
    String other = Files.readString(Path.of("src/test/resources/other.pem"));
    assertThatThrownBy(() -> score(folder, other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("market.shopfuse cannot be used");
  }

  @Test
  void write_usersWithoutAColumnOfTheModel_saysWhich() throws IOException {
    new TableFolder(folder).with("visits.csv", "user_id,page,target_id,time", "u,shop,s,2");
    String key = publicKey();
    assertThatThrownBy(() -> score(folder, key))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of users, which have only user_id; add the column")
        .hasMessageContaining("or give a bundle");
  }

  private ScoringReport score(Path tables, String publicKey) {
    return score(tables, new ScoringJob(BUNDLE, publicKey, TOP, false));
  }

  private ScoringReport score(Path tables, ScoringJob job) {
    ScoringBundle bundle = ScoringBundle.open(job);
    try (SparkDatabase database = SparkDatabase.open(LocalSpark.session(), folder.toString())) {
      return BatchScoring.write(
          SparkTables.open(database, tables.toString(), 0),
          bundle,
          folder.resolve("scores").toString());
    }
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Row row :
        LocalSpark.session()
            .read()
            .parquet(folder.resolve("scores").toString())
            .orderBy("user_id", "place")
            .collectAsList()) {
      rows.add(row.getString(0) + " " + row.getInt(1) + " " + row.getString(2) + " " + row.get(3));
    }
    return rows;
  }

  private List<String> rankByHand(Path market) throws IOException {
    List<String> expected = new ArrayList<>();
    try (VisitTables tables = VisitTables.open(market, TableOptions.strict());
        ShopRanker ranker = SharedRankers.open(BUNDLE, publicKey())) {
      List<Map<String, String>> users =
          tables
              .database()
              .query(
                  "SELECT user_id, age, city FROM users ORDER BY user_id",
                  row ->
                      Map.of(
                          "user_id", row.getString(1),
                          "age", row.getString(2),
                          "city", row.getString(3)));
      for (Map<String, String> user : users) {
        List<Visit> visits = visits(tables, String.valueOf(user.get("user_id")));
        int place = 1;
        for (RankedShop shop :
            ranker
                .rank(RankRequest.forUser(user).visits(visits).allShops().limit(TOP).build())
                .shops()) {
          expected.add(user.get("user_id") + " " + place++ + " " + shop.id() + " " + shop.score());
        }
      }
    }
    return expected;
  }

  private static List<Visit> visits(VisitTables tables, String user) {
    return tables
        .database()
        .query(
            "SELECT page, target_id, \"time\" FROM visits WHERE user_id = '"
                + user
                + "' ORDER BY \"time\", page, target_id",
            row ->
                row.getString(1).equals("item")
                    ? Visit.toItem(row.getString(2), row.getLong(3))
                    : Visit.toShop(row.getString(2), row.getLong(3)));
  }

  private static String publicKey() throws IOException {
    return Files.readString(ASSETS.resolve("publisher.pem"));
  }
}
