package dev.shopfuse.sdk.feature;

import org.jspecify.annotations.Nullable;

/** A row per known word; other words are unknown. Immutable. */
public final class VocabularyEncoding extends IndexEncoding {
  static final String KEY = "vocabulary";

  private final Vocabulary vocabulary;

  private VocabularyEncoding(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Returns the encoding by a vocabulary. */
  public static VocabularyEncoding of(Vocabulary vocabulary) {
    return new VocabularyEncoding(vocabulary);
  }

  /** Returns the vocabulary. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public int rows() {
    return vocabulary.rows();
  }

  @Override
  public int row(@Nullable String raw) {
    return raw == null ? UNKNOWN_ROW : vocabulary.row(raw);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof VocabularyEncoding
            && vocabulary.equals(((VocabularyEncoding) other).vocabulary));
  }

  @Override
  public int hashCode() {
    return vocabulary.hashCode();
  }
}
