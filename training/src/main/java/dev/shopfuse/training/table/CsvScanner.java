package dev.shopfuse.training.table;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Walks over the records of a CSV file and knows the line on which each starts.
 *
 * <p>DuckDB counts records, people count lines; quoted line breaks and blank lines make the two
 * differ. Follows RFC 4180 with comma and double quote, any line end, as our statements tell DuckDB
 * to. Owns its stream: {@link #close} closes it. Not thread-safe; one per thread.
 */
final class CsvScanner implements AutoCloseable {
  private static final int END = -1;

  private final InputStream in;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private final List<String> values = new ArrayList<>();
  private int ahead;
  private long line = 1;

  private long recordLine;
  private long recordBytes;
  private boolean afterQuote;
  private boolean quotesBroken;
  private boolean encodingBroken;

  private CsvScanner(InputStream in) throws IOException {
    this.in = in;
    this.ahead = in.read();
    skipByteOrderMark();
  }

  static CsvScanner open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      boolean packed = file.toString().endsWith(".gz");
      InputStream plain = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
      return new CsvScanner(new BufferedInputStream(plain, 1 << 16));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Moves to the next record; blank lines are passed over. Returns false at the end. */
  boolean next() throws IOException {
    do {
      if (ahead == END) {
        return false;
      }
      scanRecord();
    } while (recordBytes == 0);
    return true;
  }

  /** Line of the current record's first character, from 1. */
  long line() {
    return recordLine;
  }

  /** Values of the current record; broken characters are replaced. */
  List<String> values() {
    return List.copyOf(values);
  }

  /** Whether a quoted value of the current record is not closed, or goes on after its quote. */
  boolean quotesBroken() {
    return quotesBroken;
  }

  /** Whether the current record is not UTF-8. */
  boolean encodingBroken() {
    return encodingBroken;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void scanRecord() throws IOException {
    recordLine = line;
    recordBytes = 0;
    quotesBroken = false;
    encodingBroken = false;
    values.clear();
    boolean more;
    do {
      more = scanField();
      values.add(decode(field.toByteArray()));
    } while (more);
  }

  /** Reads one field and what ends it; returns whether another field follows. */
  private boolean scanField() throws IOException {
    field.reset();
    afterQuote = false;
    if (ahead == '"') {
      scanQuoted();
    }
    while (ahead != ',' && ahead != '\n' && ahead != '\r' && ahead != END) {
      quotesBroken |= afterQuote;
      take();
    }
    if (ahead == ',') {
      skip();
      return true;
    }
    endLine();
    return false;
  }

  private void scanQuoted() throws IOException {
    skip();
    while (ahead != END) {
      if (ahead == '"') {
        skip();
        if (ahead != '"') {
          afterQuote = true;
          return;
        }
      }
      if (ahead == '\n') {
        line++;
      }
      take();
    }
    quotesBroken = true;
  }

  private void endLine() throws IOException {
    boolean carriageReturn = ahead == '\r';
    if (ahead != END) {
      line++;
      ahead = in.read();
    }
    if (carriageReturn && ahead == '\n') {
      ahead = in.read();
    }
  }

  private void take() throws IOException {
    field.write(ahead);
    skip();
  }

  private void skip() throws IOException {
    recordBytes++;
    ahead = in.read();
  }

  private String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      encodingBroken = true;
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void skipByteOrderMark() throws IOException {
    in.mark(2);
    if (ahead != 0xEF) {
      return;
    }
    if (in.read() == 0xBB && in.read() == 0xBF) {
      ahead = in.read();
    } else {
      in.reset();
    }
  }
}
