package dev.shopfuse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.table.TableFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(folder.resolve("out/train/train_examples/shard=1")).isDirectory();
  }

  @Test
  void samples_engineThatIsNotThere_saysHowItComesThere() {
    Cli.Outcome outcome =
        Cli.run("samples", "--data", folder.toString(), "--out", out(), "--engine", "spark");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).contains("Engine \"spark\" is not on the class path");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private String out() {
    return folder.resolve("out").toString();
  }
}
