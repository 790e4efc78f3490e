package dev.shopfuse.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.evaluate.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineResultsTest {
  @TempDir private Path folder;

  private final BaselineRun run =
      new BaselineRun(
          7, new Metrics(2, Map.of("mrr", 0.25)), List.of(new int[] {2, 9}, new int[] {4}), 3.5);

  private Path written() {
    Path file = folder.resolve("results.jsonl");
    BaselineResults.in(file).add("abc", Baseline.PLAIN, run);
    return file;
  }

  @Test
  void in_fileWithARun_findsItAgain() {
    BaselineRun found = BaselineResults.in(written()).find("abc", 7).orElseThrow();
    assertThat(found.metrics()).isEqualTo(run.metrics());
    assertThat(found.seconds()).isEqualTo(3.5);
    assertThat(found.ofUsers("mrr")).containsExactly(0.5, 0.25);
    assertThat(found.ofUsers("recall@5")).containsExactly(0.5, 1);
  }

  @Test
  void find_otherSeedOrDigest_isUnknown() {
    BaselineResults results = BaselineResults.in(written());
    assertThat(results.find("abc", 8)).isEmpty();
    assertThat(results.find("abd", 7)).isEmpty();
  }

  @Test
  void in_lastLineCutOff_countsAsNotWritten() throws IOException {
    Path file = written();
    Files.writeString(file, "{\"row\":\"plain\",\"seed\":8,\"di", StandardOpenOption.APPEND);
    BaselineResults results = BaselineResults.in(file);
    assertThat(results.find("abc", 7)).isPresent();
    results.add("abc", Baseline.PLAIN, new BaselineRun(8, run.metrics(), run.ranks(), 1));
    assertThat(BaselineResults.in(file).find("abc", 8)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shopping list\n", "a line without an end"})
  void in_otherContent_isRefusedAndKept(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), text);
    assertThatThrownBy(() -> BaselineResults.in(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds something else");
    assertThat(file).hasContent(text);
  }
}
