package dev.shopfuse.training;

import java.util.Collection;

/** Finds what a person may have meant to type. */
public final class Words {
  private Words() {}

  /** Returns the word with the fewest edits from what was typed; the first of several. */
  public static String nearest(String typed, Collection<String> words) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (String word : words) {
      int edits = edits(typed, word);
      if (edits < fewest) {
        fewest = edits;
        nearest = word;
      }
    }
    return nearest;
  }

  /** Counts insertions, deletions and replacements (Levenshtein 1966). */
  private static int edits(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
