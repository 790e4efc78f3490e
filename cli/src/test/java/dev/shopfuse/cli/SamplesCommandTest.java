package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.table.TableFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void writeVisits() {
    new TableFolder(folder)
        .with(
            "visits.csv",
            "user_id,page,target_id,time,split",
            "u,item,i,1,train",
            "u,shop,s,2,train",
            "v,shop,s,3,train");
  }

  @Test
  void samples_duckDb_writesShards() {
    Cli.Outcome outcome =
        Cli.succeed(
            "samples", "--data", folder.toString(), "--out", out(), "--shards", "2", "--json");
    assertThat(outcome.out()).contains("\"examples\":[1,1]");
    assertThat(folder.resolve("out/train/train_visits/shard=1")).isDirectory();
  }

  @Test
  void samples_engineThatIsNotThere_saysHowItComesThere() {
    Cli.Outcome outcome =
        Cli.run("samples", "--data", folder.toString(), "--out", out(), "--engine", "spark");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("Engine \"spark\" is not on the class path");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void samples_unknownEngine_saysWhichThereAre() {
    Cli.Outcome outcome =
        Cli.run("samples", "--data", folder.toString(), "--out", out(), "--engine", "flink");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("Engine \"flink\" is unknown here; give spark, or duckdb");
  }

  @ParameterizedTest
  @CsvSource({"--shards,-1,shards is -1; give 1", "--max-bad-share,2,rows is 2.0; give 0 to 1"})
  void samples_settingOutOfRange_isRefusedBeforeTheTables(
      String option, String value, String told) {
    Cli.Outcome outcome =
        Cli.run("samples", "--data", folder.resolve("none"), "--out", out(), option, value);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains(told).doesNotContain("error in shopfuse");
  }

  @ParameterizedTest
  @CsvSource({"--data,hdfs://nn/x", "--out,s3a://b/x", "--scratch,hdfs:///x"})
  void samples_pathWithAScheme_pointsToTheJobJar(String option, String path) {
    List<String> call = new ArrayList<>(List.of("samples", option, path));
    Map.of("--data", folder.toString(), "--out", out())
        .forEach(
            (other, value) ->
                call.addAll(other.equals(option) ? List.of() : List.of(other, value)));
    Cli.Outcome outcome = Cli.run(call.toArray());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("is a path with a scheme").contains("job jar");
  }

  private String out() {
    return folder.resolve("out").toString();
  }
}
