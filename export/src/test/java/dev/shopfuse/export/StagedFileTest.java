package dev.shopfuse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFileTest {
  @TempDir private Path directory;

  @Test
  void write_writerThatFailsHalfway_leavesNothing() {
    Path target = directory.resolve("file");
    assertThatThrownBy(
            () ->
                StagedFile.write(
                    target,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void close_notCommitted_keepsTheEarlierFile() throws IOException {
    Path target = Files.writeString(directory.resolve("file"), "earlier");
    try (StagedFile staged = StagedFile.write(target, out -> out.write('x'))) {
      assertThat(staged.path()).hasContent("x");
      assertThat(target).hasContent("earlier");
    }
    assertThat(target).hasContent("earlier");
    assertThat(staged()).isEqualTo(1);
  }

  @Test
  void commit_earlierFile_isReplaced() throws IOException {
    Path target = Files.writeString(directory.resolve("file"), "earlier");
    try (StagedFile staged = StagedFile.write(target, out -> out.write('x'))) {
      staged.commit();
    }
    assertThat(target).hasContent("x");
    assertThat(staged()).isEqualTo(1);
  }

  private long staged() throws IOException {
    try (var files = Files.list(directory)) {
      return files.count();
    }
  }
}
