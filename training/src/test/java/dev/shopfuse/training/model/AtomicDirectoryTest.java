package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicDirectoryTest {
  @TempDir private Path folder;
  private Path target;
  private Path fresh;

  @BeforeEach
  void write() throws IOException {
    target = Files.createDirectory(folder.resolve("model"));
    Files.writeString(target.resolve("a"), "earlier");
    fresh = Files.createDirectory(folder.resolve("fresh"));
    Files.writeString(fresh.resolve("a"), "new");
  }

  /** Moves a number of times, and fails from then on. */
  private static AtomicDirectory.Move failingAfter(int moves) {
    int[] made = {0};
    return (from, to) -> {
      if (made[0]++ >= moves) {
        throw new IOException("disk on fire");
      }
      Files.move(from, to);
    };
  }

  @Test
  void discard_directory_leavesNothing() throws IOException {
    AtomicDirectory.discard(target);
    AtomicDirectory.discard(target);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(fresh));
  }

  @Test
  void discard_killedAfterTheMove_hasLostTheNameAndIsClearedAwayLater() throws IOException {
    AtomicDirectory.Move killing =
        (from, to) -> {
          Files.move(from, to);
          throw new IOException("killed");
        };
    assertThatThrownBy(() -> AtomicDirectory.discard(target, killing)).hasMessage("killed");
    assertThat(target).doesNotExist();
    AtomicDirectory.recover(target);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(fresh));
  }

  @Test
  void swap_bothMovesSucceed_leavesTheNewOneAlone() throws IOException {
    AtomicDirectory.swap(fresh, target, folder, failingAfter(2));
    assertThat(target.resolve("a")).hasContent("new");
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
  }

  @Test
  void swap_secondMoveFails_putsTheEarlierOneBack() {
    AtomicDirectory.Move once =
        (from, to) -> {
          if (from.equals(fresh)) {
            throw new IOException("disk on fire");
          }
          Files.move(from, to);
        };
    assertThatThrownBy(() -> AtomicDirectory.swap(fresh, target, folder, once))
        .hasMessage("disk on fire");
    assertThat(target.resolve("a")).hasContent("earlier");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("-old-"));
  }

  @Test
  void swap_movingBackFailsToo_keepsTheEarlierOneAndSaysWhere() throws IOException {
    assertThatThrownBy(() -> AtomicDirectory.swap(fresh, target, folder, failingAfter(1)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "disk on fire; what stood at .*/model before lies in .*/\\.model-old-.*/model now,"
                + " move it back");
    assertThat(target).doesNotExist();
    AtomicDirectory.recover(target);
    assertThat(target.resolve("a")).hasContent("earlier");
  }
}
