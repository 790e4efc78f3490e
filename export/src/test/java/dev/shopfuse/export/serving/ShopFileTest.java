package dev.shopfuse.export.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopFileTest {
  @TempDir private Path directory;

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("shops.txt"), text);
  }

  @Test
  void read_markCarriageReturnsBlanksAndDoubles_givesEachIdOnce() throws IOException {
    assertThat(ShopFile.read(file("\ufeffs2\r\ns1\r\n\r\ns2\r\n"))).containsExactly("s2", "s1");
  }

  @Test
  void read_noId_isRefused() throws IOException {
    Path blank = file("\n \n");
    assertThatThrownBy(() -> ShopFile.read(blank))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("names no shop");
  }
}
