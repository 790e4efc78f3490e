package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleShardsTest {
  private static final int ALL = 1_000;
  private static final String[] VISITS = {
    "user_id,page,target_id,time,split", "u,item,i,1,train", "u,shop,s,2,train", "u,shop,t,3,tune"
  };

  @TempDir Path folder;

  @Test
  void digest_oneProfileChanged_differs() throws IOException {
    String before = digest(write("before", "user_id,city", "u,here"));
    assertThat(digest(write("again", "user_id,city", "u,here"))).isEqualTo(before);
    assertThat(digest(write("after", "user_id,city", "u,hare"))).isNotEqualTo(before);
  }

  @Test
  void samples_moreExamplesThanOneTrainingTakes_saysHowMany() throws IOException {
    Path shards = write("many", "user_id,city", "u,here");
    Path summary = shards.resolve(SampleSummary.FILE);
    String json = Files.readString(summary);
    String many = json.replaceFirst("(\"examples\"\\s*:\\s*\\[\\s*)1\\b", "$13000000000");
    assertThat(many).isNotEqualTo(json);
    Files.writeString(summary, many);
    assertThatThrownBy(() -> digest(shards))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "3,000,000,000 train examples; one training takes up to 2,147,483,647");
  }

  @Test
  void open_olderFormat_saysToMakeThemAgain() throws IOException {
    Path shards = write("older", "user_id,city", "u,here");
    Path summary = shards.resolve(SampleSummary.FILE);
    Files.writeString(
        summary, Files.readString(summary).replace("\"format\" : 2", "\"format\" : 1"));
    assertThatThrownBy(() -> digest(shards))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "Sample format 1 is not the one this version reads (2); make the samples again");
  }

  @Test
  void write_columnOfAReservedName_isRefused() {
    assertThatThrownBy(() -> write("reserved", "user_id,Shard", "u,1"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "users has a column \"Shard\", a name that samples use themselves"
                + " (number, user_number, shard); rename it");
    assertThat(folder.resolve("reserved-shards")).doesNotExist();
  }

  private Path write(String name, String... users) throws IOException {
    Path market = Files.createDirectory(folder.resolve(name));
    new TableFolder(market).with("visits.csv", VISITS).with("users.csv", users);
    Path shards = folder.resolve(name + "-shards");
    try (VisitTables tables = VisitTables.open(market, TableOptions.strict())) {
      ShardWriter.write(tables, shards, 1);
    }
    return shards;
  }

  private String digest(Path shards) {
    try (SampleShards opened = SampleShards.open(shards, folder)) {
      return opened.samples(ALL).digest();
    }
  }
}
