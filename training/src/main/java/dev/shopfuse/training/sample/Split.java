package dev.shopfuse.training.sample;

import java.util.Locale;

/** The part of the raw visits that a visit belongs to, earliest first. Immutable. */
public enum Split {
  /** Visits the model learns from. */
  TRAIN,
  /** Visits that choose the epoch and the settings. */
  TUNE,
  /** Visits that are looked at once, for the report. */
  TEST;

  /** Returns the name used in files and on the command line: train, tune or test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the split with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Split of(String label) {
    for (Split split : values()) {
      if (split.label().equals(label)) {
        return split;
      }
    }
    throw new IllegalArgumentException(
        "Split is \"" + label + "\"; allowed are train, tune and test");
  }
}
