package dev.shopfuse.training.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvScannerTest {
  @TempDir Path folder;

  @Test
  void next_quotedLineBreaksAndBlankLines_tellsTheLineEachRecordStartsOn() throws IOException {
    Path file = write("a,b\n\"1\n\n2\",x\n\n\r\n3,\"y\"\"z\"\r\n");
    try (CsvScanner scanner = CsvScanner.open(file)) {
      assertRecord(scanner, 1, List.of("a", "b"));
      assertRecord(scanner, 2, List.of("1\n\n2", "x"));
      assertRecord(scanner, 7, List.of("3", "y\"z"));
      assertThat(scanner.next()).isFalse();
    }
  }

  @Test
  void next_gzWithByteOrderMark_readsLikePlain() throws IOException {
    Path file = folder.resolve("t.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFFa,b\n,\n".getBytes(StandardCharsets.UTF_8));
    }
    try (CsvScanner scanner = CsvScanner.open(file)) {
      assertRecord(scanner, 1, List.of("a", "b"));
      assertRecord(scanner, 2, List.of("", ""));
      assertThat(scanner.next()).isFalse();
    }
  }

  @Test
  void next_textAfterClosingQuote_isBroken() throws IOException {
    try (CsvScanner scanner = CsvScanner.open(write("\"a\"b,c\n\"d\",e\nf\"g,h"))) {
      assertThat(scanner.next()).isTrue();
      assertThat(scanner.quotesBroken()).isTrue();
      assertThat(scanner.next()).isTrue();
      assertThat(scanner.quotesBroken()).isFalse();
      assertThat(scanner.next()).isTrue();
      assertThat(scanner.quotesBroken()).isFalse();
    }
  }

  @Test
  void next_quoteNeverClosed_isBroken() throws IOException {
    try (CsvScanner scanner = CsvScanner.open(write("\"a,b\nc\n"))) {
      assertThat(scanner.next()).isTrue();
      assertThat(scanner.quotesBroken()).isTrue();
      assertThat(scanner.next()).isFalse();
    }
  }

  private static void assertRecord(CsvScanner scanner, long line, List<String> values)
      throws IOException {
    assertThat(scanner.next()).isTrue();
    assertThat(scanner.line()).isEqualTo(line);
    assertThat(scanner.values()).isEqualTo(values);
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }
}
