package dev.shopfuse.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shopfuse.training.InputException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Requests, one a line; blank lines are skipped. A file may also be one request over several lines.
 * Not thread-safe. It owns the file: close it.
 */
final class RequestLines implements Closeable {
  /** The most characters of one request: far above any sensible one, far below any heap. */
  static final int MAX_LENGTH = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Reader reader;
  private final boolean whole;
  private int number;

  private RequestLines(Reader reader, boolean whole) {
    this.reader = reader;
    this.whole = whole;
  }

  /** Reads standard input as it comes, or a file. */
  static RequestLines open(String source) throws IOException {
    if (source.equals("-")) {
      return new RequestLines(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), false);
    }
    Path file = Path.of(source);
    if (Files.isRegularFile(file) && Files.size(file) <= MAX_LENGTH) {
      String text = TextFile.read(file);
      return new RequestLines(new StringReader(text), isOneValue(text));
    }
    return new RequestLines(Files.newBufferedReader(file), false);
  }

  private static boolean isOneValue(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Returns the number of the line read last; the first is 1. */
  int number() {
    return number;
  }

  /**
   * Returns the next request, or null at the end.
   *
   * @throws InputException if it is too long; the one after it can be read then
   */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int last = readLine(line);
    while (last >= 0 && line.toString().isBlank()) {
      line.setLength(0);
      last = readLine(line);
    }
    return line.toString().isBlank() ? null : line.toString();
  }

  /** Reads up to a line feed or the end, and returns which of the two it was. */
  private int readLine(StringBuilder line) throws IOException {
    number++;
    long length = 0;
    int c = reader.read();
    while (c >= 0 && (whole || c != '\n')) {
      if (length++ < MAX_LENGTH) {
        line.append((char) c);
      }
      c = reader.read();
    }
    if (length > MAX_LENGTH) {
      throw new InputException(
          "it has %,d characters; at most %,d are allowed.".formatted(length, MAX_LENGTH));
    }
    return c;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
