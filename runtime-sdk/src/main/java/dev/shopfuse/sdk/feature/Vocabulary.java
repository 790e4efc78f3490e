package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.StringIndex;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
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
    if (words.size() > MAX_WORDS) {
      throw new IllegalArgumentException(
          "Vocabulary has "
              + words.size()
              + " words; at most "
              + MAX_WORDS
              + " are allowed, use hash buckets or a higher minimum count");
    }
    for (String word : words) {
      Names.checkWord(word);
    }
    return new Vocabulary(StringIndex.of(words));
  }

  /**
   * Reads a vocabulary file and consumes the remaining bytes.
   *
   * @throws IllegalArgumentException if the bytes are no such file
   */
  public static Vocabulary read(ByteBuffer bytes) {
    String text = Utf8.decode(bytes);
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        throw new IllegalArgumentException(
            "Vocabulary ends within line " + (words.size() + 1) + "; the file is cut off");
      }
      words.add(text.substring(start, end));
      start = end + 1;
    }
    return of(words);
  }

  /** Writes the vocabulary file; the stream stays open. */
  public void write(OutputStream out) throws IOException {
    for (String word : index.values()) {
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
    return index.value(row - IndexEncoding.RESERVED_ROWS);
  }

  /** Returns the words in the order of their rows. */
  public List<String> words() {
    return index.values();
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
