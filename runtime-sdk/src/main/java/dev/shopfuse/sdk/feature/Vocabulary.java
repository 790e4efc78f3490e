package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.StringIndex;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The known words of a table: the word at position p of the list has row p + 2. Immutable.
 *
 * <p>As a file: UTF-8, one word a line, each line ended by one line feed.
 */
public final class Vocabulary {
  /** The most words of one vocabulary. */
  public static final int MAX_WORDS = 1 << 26;

  /** The most characters of one word. */
  public static final int MAX_WORD_LENGTH = 1_024;

  private static final int LINE_FEED_BYTES = 1;

  private final StringIndex index;

  private Vocabulary(StringIndex index) {
    this.index = index;
  }

  /**
   * Returns the vocabulary of these words, in this order.
   *
   * @throws IllegalArgumentException if a word occurs twice, is empty, longer than {@link
   *     #MAX_WORD_LENGTH}, or holds a line break
   */
  public static Vocabulary of(List<String> words) {
    checkCount(words.size());
    for (String word : words) {
      Names.checkWord(word);
    }
    return new Vocabulary(StringIndex.of(words));
  }

  private static void checkCount(int words) {
    if (words > MAX_WORDS) {
      throw new IllegalArgumentException(
          "Vocabulary has "
              + words
              + " words; at most "
              + MAX_WORDS
              + " are allowed, use hash buckets or a higher minimum count");
    }
  }

  /**
   * Reads a vocabulary file and consumes the remaining bytes. A word that occurs twice shows when
   * the row of a word is first asked for: ranking never asks for that of an item or a shop, whose
   * rows are in the catalogue.
   *
   * @throws IllegalArgumentException if the bytes are no such file
   */
  public static Vocabulary read(ByteBuffer bytes) {
    byte[] text = new byte[bytes.remaining()];
    bytes.get(text);
    int[] starts = new int[countLines(text) + 1];
    int words = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        Names.checkWord(text, starts[words], i);
        starts[++words] = i + LINE_FEED_BYTES;
      }
    }
    if (starts[words] != text.length) {
      throw new IllegalArgumentException(
          "Vocabulary ends within line " + (words + 1) + "; the file is cut off");
    }
    checkCount(words);
    return new Vocabulary(new StringIndex(text, starts, LINE_FEED_BYTES));
  }

  private static int countLines(byte[] text) {
    int lines = 0;
    for (byte letter : text) {
      lines += letter == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** Writes the vocabulary file; the stream stays open. */
  public void write(OutputStream out) throws IOException {
    for (String word : index) {
      out.write(Utf8.encode(word));
      out.write('\n');
    }
  }

  /** Returns the row of a word, 0 if it is not in the vocabulary. */
  public int row(String word) {
    return index.position(word) < 0
        ? IndexEncoding.UNKNOWN_ROW
        : IndexEncoding.RESERVED_ROWS + index.position(word);
  }

  /** Returns the number of rows, the two reserved ones included. */
  public int rows() {
    return IndexEncoding.RESERVED_ROWS + index.size();
  }

  /**
   * Returns the word of a row.
   *
   * @throws IllegalArgumentException unless the row is from 2 to {@link #rows()} - 1
   */
  public String value(int row) {
    if (row < IndexEncoding.RESERVED_ROWS || row >= rows()) {
      throw new IllegalArgumentException(
          "Row " + row + " holds no word; rows 2 to " + (rows() - 1) + " do");
    }
    return index.get(row - IndexEncoding.RESERVED_ROWS);
  }

  /** Returns the words in the order of their rows. */
  public List<String> words() {
    return index;
  }

  /** Checks now that no word occurs twice. */
  Vocabulary requireDistinct() {
    index.requireDistinct();
    return this;
  }

  void addTo(Sha256 digest) {
    digest.add(index.size());
    index.addTo(digest);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Vocabulary && index.equals(((Vocabulary) other).index));
  }

  @Override
  public int hashCode() {
    return index.hashCode();
  }
}
