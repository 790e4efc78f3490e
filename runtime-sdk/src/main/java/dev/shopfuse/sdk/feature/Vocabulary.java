package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.StringIndex;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The known words of a table: the word at position p of the list has row p + 2. Immutable.
 *
 * <p>As a file: UTF-8, one word a line, each line ended by one line feed. In memory it is that file
 * until a word is looked up: most vocabularies of a device are only carried along.
 */
public final class Vocabulary {
  /** The most words of one vocabulary. */
  public static final int MAX_WORDS = 1 << 26;

  /** The most characters of one word. */
  public static final int MAX_WORD_LENGTH = 1_024;

  private static final int LINE_FEED_BYTES = 1;

  private final byte[] text;
  private final int size;

  /** Made when it is first needed; two threads would make the same. */
  private volatile @Nullable StringIndex index;

  private Vocabulary(byte[] text, int size) {
    this.text = text;
    this.size = size;
  }

  /**
   * Returns the vocabulary of these words, in this order.
   *
   * @throws IllegalArgumentException if a word occurs twice, is empty, longer than {@link
   *     #MAX_WORD_LENGTH}, or holds a line break
   */
  public static Vocabulary of(List<String> words) {
    checkCount(words.size());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (String word : words) {
      byte[] bytes = Utf8.encode(Names.checkWord(word));
      text.write(bytes, 0, bytes.length);
      text.write('\n');
    }
    return new Vocabulary(text.toByteArray(), words.size()).requireDistinct();
  }

  private static void checkCount(int words) {
    if (words > MAX_WORDS) {
      throw new IllegalArgumentException(
          "Vocabulary has "
              + words
              + " words; at most "
              + MAX_WORDS
              + " are allowed, use hash buckets");
    }
  }

  /**
   * Reads a vocabulary file, which is the rest of the buffer. Where the buffer is nothing but an
   * array, that stays with the vocabulary and must not change.
   *
   * <p>A word that occurs twice shows when the row of a word is first asked for: ranking never asks
   * for that of an item or a shop, whose rows are in the catalogue.
   *
   * @throws IllegalArgumentException if the bytes are no such file
   */
  public static Vocabulary read(ByteBuffer bytes) {
    byte[] text = array(bytes);
    int words = 0;
    for (int start = 0; start < text.length; words++) {
      int end = endOfLine(text, start);
      if (end == text.length) {
        throw new IllegalArgumentException(
            "Vocabulary ends within line " + (words + 1) + "; the file is cut off");
      }
      Names.checkWord(text, start, end);
      start = end + LINE_FEED_BYTES;
    }
    checkCount(words);
    return new Vocabulary(text, words);
  }

  /** Returns what a buffer holds, without a copy if it can be. */
  private static byte[] array(ByteBuffer bytes) {
    if (bytes.hasArray() && bytes.arrayOffset() == 0) {
      byte[] array = bytes.array();
      if (bytes.remaining() == array.length) {
        return array;
      }
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }

  private static int endOfLine(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private StringIndex index() {
    StringIndex made = index;
    if (made == null) {
      int[] starts = new int[size + 1];
      for (int i = 0; i < size; i++) {
        starts[i + 1] = endOfLine(text, starts[i]) + LINE_FEED_BYTES;
      }
      made = new StringIndex(text, starts, LINE_FEED_BYTES);
      index = made;
    }
    return made;
  }

  /** Writes the vocabulary file; the stream stays open. */
  public void write(OutputStream out) throws IOException {
    out.write(text);
  }

  /** Returns the row of a word, 0 if it is not in the vocabulary. */
  public int row(String word) {
    int position = index().position(word);
    return position < 0 ? IndexEncoding.UNKNOWN_ROW : IndexEncoding.RESERVED_ROWS + position;
  }

  /** Returns the number of rows, the two reserved ones included. */
  public int rows() {
    return IndexEncoding.RESERVED_ROWS + size;
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
    return index().get(row - IndexEncoding.RESERVED_ROWS);
  }

  /** Returns the words in the order of their rows. */
  public List<String> words() {
    return index();
  }

  /** Checks now that no word occurs twice. */
  Vocabulary requireDistinct() {
    index().requireDistinct();
    return this;
  }

  void addTo(Sha256 digest) {
    digest.add(size);
    for (int start = 0; start < text.length; ) {
      int end = endOfLine(text, start);
      digest.add(end - start).add(text, start, end - start);
      start = end + LINE_FEED_BYTES;
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Vocabulary && Arrays.equals(text, ((Vocabulary) other).text));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(text);
  }
}
