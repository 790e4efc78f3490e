package dev.shopfuse.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.table.TableFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs as spark-submit starts them, in the session of the tests, which each of them closes. */
class SparkJobTest {
  private static final String BUNDLE = "../android-sample/src/main/assets/market.shopfuse";
  private static final String KEY = "../android-sample/src/main/assets/publisher.pem";
  private static final String MAX_BAD_SHARE = "spark.shopfuse.maxBadShare";
  private static final String EXCLUDE_VISITED = "spark.shopfuse.excludeVisited";

  @TempDir Path folder;

  @AfterEach
  void clearProperties() {
    System.clearProperty(MAX_BAD_SHARE);
    System.clearProperty(EXCLUDE_VISITED);
  }

  @Test
  void samples_twoShards_areWrittenAndToldOf() throws IOException {
    writeTables("ann,shop,s0003,3");
    String told = run("samples", folder.toString(), out(), "2");
    assertThat(told).isEqualTo(Files.readString(folder.resolve("out/samples.json")));
    SampleSummary summary = SampleSummary.ofJson(told);
    assertThat(summary.shards()).isEqualTo(2);
    assertThat(summary.exampleCount()).isPositive();
    assertNothingElseIsLeft();
  }

  @Test
  void score_signedBundle_writesTheBestOfEachUser() {
    writeTables("ann,shop,s0003,3");
    assertThat(run("score", BUNDLE, folder.toString(), out(), "80", KEY))
        .contains("80 shops for 2 users")
        .contains("wrote 160 rows");
    assertThat(shopsOf("ann")).hasSize(80).contains("s0001");
    assertNothingElseIsLeft();
  }

  @Test
  void score_excludeVisited_leavesOutWhatTheUserVisited() {
    writeTables("ann,shop,s0003,3");
    System.setProperty(EXCLUDE_VISITED, "true");
    run("score", BUNDLE, folder.toString(), out(), "80");
    assertThat(shopsOf("ann")).hasSize(78).doesNotContain("s0001", "s0003");
    assertThat(shopsOf("bob")).hasSize(79).doesNotContain("s0002").contains("s0001");
  }

  @Test
  void score_bundleThatIsAbsent_isRefusedBeforeTheTables() {
    assertThatThrownBy(() -> SparkJob.run("score", "absent.shopfuse", "no tables", out(), "3"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("absent.shopfuse cannot be used");
  }

  @Test
  void samples_badRow_isShown() {
    writeTables("ann,shp,s0003,3");
    assertThatThrownBy(() -> run("samples", folder.toString(), out()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("visits.csv has 1 bad of 4 rows")
        .hasMessageContaining("page is \"shp\"");
    assertNothingElseIsLeft();
  }

  @Test
  void score_badRowThatIsAllowed_isLeftOut() {
    writeTables("ann,shp,s0003,3");
    System.setProperty(MAX_BAD_SHARE, "0.25");
    assertThat(run("score", BUNDLE, folder.toString(), out(), "1")).contains("wrote 2 rows");
  }

  @Test
  void score_profileTheModelRefuses_namesTheUser() {
    writeTables("ann,shop,s0003,3");
    new TableFolder(folder)
        .with("users.csv", "user_id,age,city", "ann,old,city_1", "bob,41,city_2");
    assertThatThrownBy(() -> run("score", BUNDLE, folder.toString(), out(), "1"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("User \"ann\": ")
        .hasMessageContaining("old");
    assertNothingElseIsLeft();
  }

  @Test
  void samples_usedOutput_isRefusedAndLeftAlone() throws IOException {
    writeTables("ann,shop,s0003,3");
    Path mine = Files.createDirectory(folder.resolve("out")).resolve("mine.txt");
    Files.writeString(mine, "precious");
    assertThatThrownBy(() -> run("samples", folder.toString(), out()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("exists; give a new folder");
    assertThat(mine).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sample a b", "samples a", "score a b c", "train a b c 1"})
  void run_wrongCall_saysWhatToGive(String call) {
    assertThatThrownBy(() -> SparkJob.run(call.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give samples DATA OUT [SHARDS], score BUNDLE")
        .hasMessageContaining(".maxBadShare");
  }

  @Test
  void run_numberThatIsNone_saysWhich() {
    assertThatThrownBy(() -> SparkJob.run("samples", "a", "b", "many"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SHARDS is \"many\"; give a whole number");
  }

  @Test
  void run_negativeShards_areRefusedBeforeTheTables() {
    assertThatThrownBy(() -> SparkJob.run("samples", "a", "b", "-1"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shards is -1");
  }

  @Test
  void run_propertyThatIsWrong_saysWhatIsAllowed() {
    System.setProperty(MAX_BAD_SHARE, "1%");
    assertThatThrownBy(() -> SparkJob.run("samples", "a", "b"))
        .hasMessage("spark.shopfuse.maxBadShare is \"1%\"; give a number from 0 to 1");
    System.setProperty(EXCLUDE_VISITED, "yes");
    assertThatThrownBy(() -> SparkJob.run("score", BUNDLE, "a", "b", "3"))
        .hasMessage("spark.shopfuse.excludeVisited is \"yes\"; give true or false");
  }

  @Test
  void scratch_notSet_isBesideTheOutput() {
    assertThat(JobProperties.scratch("hdfs://nn/a/out")).isEqualTo("hdfs://nn/a");
    assertThat(JobProperties.scratch("out")).isEqualTo(".");
  }

  private void writeTables(String lastVisit) {
    new TableFolder(folder)
        .with("users.csv", "user_id,age,city", "ann,30,city_1", "bob,41,city_2")
        .with(
            "visits.csv",
            "user_id,page,target_id,time",
            "ann,shop,s0001,1",
            "bob,shop,s0002,2",
            "ann,item,i00001,2",
            lastVisit);
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private static String run(String... arguments) {
    LocalSpark.session();
    return SparkJob.run(arguments);
  }

  private List<String> shopsOf(String user) {
    return LocalSpark.session().read().parquet(out()).orderBy("place").collectAsList().stream()
        .filter(row -> row.getString(0).equals(user))
        .map((Row row) -> row.getString(2))
        .toList();
  }

  private void assertNothingElseIsLeft() {
    assertThat(folder.toFile().list()).isSubsetOf("users.csv", "visits.csv", "out");
  }
}
