package dev.shopfuse.training.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
  @TempDir private Path folder;

  @Test
  void append_fileCutOffAtAnyByte_keepsTheWholeLinesAndGoesOn() throws IOException {
    String text = "{\"a\":1}\n{\"a\":2}\n";
    for (int length = 0; length <= text.length(); length++) {
      Path file = Files.writeString(folder.resolve("cut" + length), text.substring(0, length));
      LineFile lines = LineFile.open(file, "{\"a");
      int whole = (int) text.substring(0, length).chars().filter(c -> c == '\n').count();
      assertThat(lines.lines()).hasSize(whole);
      lines.append("{\"a\":3}");
      assertThat(LineFile.open(file, "{\"a").lines())
          .hasSize(whole + 1)
          .last()
          .isEqualTo("{\"a\":3}");
    }
  }

  @Test
  void append_fileThatSomebodyElseChanged_isRefusedAndKept() throws IOException {
    Path file = folder.resolve("shared");
    LineFile one = LineFile.open(file, "{\"a");
    LineFile.open(file, "{\"a").append("{\"a\":1}");
    assertThatThrownBy(one::requireUnchanged).hasMessageContaining("changed by somebody else");
    assertThatThrownBy(() -> one.append("{\"a\":2}"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("changed by somebody else");
    assertThat(file).hasContent("{\"a\":1}");
  }

  @Test
  void open_unfinishedLine_staysUntilTheNextIsAppended() throws IOException {
    String text = "{\"a\":\"\u00e9\"}\n{\"a\":";
    Path file = Files.writeString(folder.resolve("unfinished"), text);
    LineFile lines = LineFile.open(file, "{\"a");
    assertThat(file).hasContent(text);
    lines.append("{\"a\":2}");
    assertThat(file).hasContent("{\"a\":\"\u00e9\"}\n{\"a\":2}\n");
  }

  @Test
  void open_otherFile_isRefusedAndKept() throws IOException {
    Path file = Files.writeString(folder.resolve("notes"), "some notes");
    assertThatThrownBy(() -> LineFile.open(file, "{\"a"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("holds something else");
    assertThat(file).hasContent("some notes");
  }
}
