package dev.shopfuse.spark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.spark.LocalSpark;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.SimulationConfig;
import dev.shopfuse.training.table.Database;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSamplesTest {
  @TempDir Path folder;

  @Test
  void write_simulatedMarket_equalsDuckDbRowForRow() {
    Path market = folder.resolve("market");
    SimulationConfig config = new SimulationConfig(300, 200, 40, 5);
    MarketplaceSimulator.simulate(config, market, Progress.none());
    SampleSummary summary = write(market, 4);
    assertThat(summary.shards()).isEqualTo(4);
    assertThat(summary.visits()).allMatch(visits -> visits > 500);
    assertEqualToDuckDb(market);
  }

  @Test
  void write_everyFormOfTimeAndSplit_equalsDuckDbRowForRow() {
    new TableFolder(folder)
        .with(
            "visits.csv",
            "user_id,page,target_id,time,action,split",
            "a,item,i,1970-01-01T01:00:00+01:00,,train",
            "a,item,i2,1970-01-01T01:00:00+01:00,,train",
            "a,shop,s,1970-01-01T01:00:00+01:00,,train",
            "b,item,i,1970-01-01T00:00:01,,train",
            "b,shop,\"s,\"\"2\",1970-01-01T00:00:02,\"said \"\"so\"\"\",train",
            "b,shop,s3,1970-01-01 00:00:02.9Z,,tune",
            "c,item,i,1970-01-01 00:00:02.9Z,,train",
            "d,item,i,1970-01-02,,train",
            "d,shop,s,1970-01-02,,tune",
            "e,item,i,1970-01-01T00:00+0130,,train",
            "e,shop,s,1970-01-01T00:00:00.123456789-05,,train",
            "e,shop,s3,2017-06-01T12:30Z,,test",
            "f,item,i,3.7,,train",
            "g,shop,s,-0.5,,train",
            "h,item,i,,,train",
            "h,item,é,,,train",
            "h,shop,s,,,train",
            "h,shop,s,,,train",
            "h,shop,s3,,,tune",
            "a,shop,s,1,impression,train",
            "a,shop,s3,1,impression,train",
            "a,shop,s3,2,impression,train",
            "a,shop,only shown,2,impression,train",
            "c,item,i2,1,impression,train",
            "c,shop,s3,1,impression,tune");
    write(folder, 3);
    assertEqualToDuckDb(folder);
  }

  @Test
  void write_floatingPointColumns_equalsDuckDbRowForRow() {
    try (Database writer = Database.open(folder)) {
      writer.executeAll(
          """
          COPY (
            SELECT 'u' || (mod(n, 3)) AS user_id, CASE WHEN mod(n, 2) = 0 THEN 'item' ELSE 'shop' END AS page,
              't' || mod(n, 5) AS target_id, CAST(1735689600 + n AS DOUBLE) AS "time",
              CASE WHEN n > 28 THEN 'test' WHEN n > 26 THEN 'tune' ELSE 'train' END AS split
            FROM range(30) AS numbers(n)
          ) TO '%1$s/visits.parquet';
          COPY (
            SELECT 'u' || n AS user_id, CAST(12345678 AS DOUBLE) / pow(10, 6 * n) AS income,
              CAST(n AS FLOAT) / 3 AS age
            FROM range(3) AS numbers(n)
          ) TO '%1$s/users.parquet'\
          """
              .formatted(folder));
    }
    write(folder, 2);
    assertEqualToDuckDb(folder);
  }

  @Test
  void write_badRows_areCountedAndShown() {
    new TableFolder(folder)
        .with(
            "visits.csv",
            "user_id,page,target_id,time",
            "u,shp,s,1",
            "u,shop,s,yesterday",
            "u,shop,s,2",
            "u,shop");
    assertThatThrownBy(() -> write(folder, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("visits.csv has 3 bad of 4 rows")
        .hasMessageContaining("page is \"shp\", expected \"item\" or \"shop\"")
        .hasMessageContaining("time is \"yesterday\"")
        .hasMessageContaining("cannot be split");
    assertThat(folder.resolve("samples")).doesNotExist();
  }

  @Test
  void write_folderInUse_isRefused() {
    new TableFolder(folder).with("visits.csv", "user_id,page,target_id,time", "u,shop,s,2");
    write(folder, 1);
    assertThatThrownBy(() -> write(folder, 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("exists; give a new folder");
  }

  private SampleSummary write(Path tables, int shards) {
    try (SparkDatabase database = SparkDatabase.open(LocalSpark.session(), folder.toString())) {
      return SparkSamples.write(
          SparkTables.open(database, tables.toString(), 0),
          folder.resolve("samples").toString(),
          shards);
    }
  }

  private void assertEqualToDuckDb(Path market) {
    try (VisitTables tables = VisitTables.open(market, TableOptions.strict())) {
      Map<String, String> expected = SampleDigest.ofTables(tables);
      assertThat(SampleDigest.ofFolder(folder.resolve("samples"))).isEqualTo(expected);
      expected.remove("train/train_impressions");
      assertThat(expected.values()).doesNotContain(SampleDigest.NOTHING);
    }
  }
}
