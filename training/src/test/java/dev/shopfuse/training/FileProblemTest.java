package dev.shopfuse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileProblemTest {
  @Test
  void reason_whatTheSystemRefuses_isToldInWords() {
    assertThat(FileProblem.reason(new AccessDeniedException("/x/.m-new-1")))
        .isEqualTo("permission denied");
    assertThat(FileProblem.reason(new NoSuchFileException("/x"))).isEqualTo("it does not exist");
    assertThat(FileProblem.reason(new FileAlreadyExistsException("/x")))
        .isEqualTo("a file is in the way");
    assertThat(FileProblem.reason(new FileSystemException("/x", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(FileProblem.reason(new IOException("disk full"))).isEqualTo("disk full");
    assertThat(FileProblem.reason(new IOException())).isEqualTo("java.io.IOException");
  }

  @Test
  void unwritable_internalName_isNotTold() {
    assertThat(
            FileProblem.unwritable(Path.of("out"), new AccessDeniedException("/x/.out.123.part")))
        .hasMessage(
            "out cannot be written: permission denied; choose another place or make room there.");
  }
}
