package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.Utf8;
import java.nio.ByteBuffer;

/** What names of features and tables, and words of vocabularies, may look like. */
final class Names {
  private static final int MAX_NAME_LENGTH = 64;

  private Names() {}

  /** Names become file names and graph inputs: the narrow set is safe in all of them. */
  static String check(String what, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || !isNameText(name)) {
      throw new IllegalArgumentException(
          what
              + " is named \""
              + name
              + "\"; allowed are 1 to "
              + MAX_NAME_LENGTH
              + " of a-z, 0-9 and _, the first a letter");
    }
    return name;
  }

  private static boolean isNameText(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean later = i > 0 && (c == '_' || (c >= '0' && c <= '9'));
      if (!letter && !later) {
        return false;
      }
    }
    return true;
  }

  /** Checks a word where it lies, as UTF-8; most are plain letters and digits. */
  static void checkWord(byte[] text, int from, int to) {
    boolean plain = from < to && to - from <= Vocabulary.MAX_WORD_LENGTH;
    for (int i = from; i < to && plain; i++) {
      plain = text[i] >= ' ';
    }
    if (!plain) {
      checkWord(Utf8.decode(ByteBuffer.wrap(text, from, to - from)));
    }
  }

  static String checkWord(String word) {
    if (word.isEmpty()) {
      throw new IllegalArgumentException("A word is empty");
    }
    if (word.length() > Vocabulary.MAX_WORD_LENGTH) {
      throw new IllegalArgumentException(
          "A word has "
              + word.length()
              + " characters; at most "
              + Vocabulary.MAX_WORD_LENGTH
              + " are allowed: \""
              + word.substring(0, 40)
              + "...\"");
    }
    if (word.indexOf('\n') >= 0 || word.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "Word \""
              + word.replace("\n", "\\n").replace("\r", "\\r")
              + "\" holds a line break; clean the column");
    }
    Utf8.encode(word);
    return word;
  }
}
