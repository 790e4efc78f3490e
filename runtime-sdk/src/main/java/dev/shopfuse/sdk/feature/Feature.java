package dev.shopfuse.sdk.feature;

import org.jspecify.annotations.Nullable;

/**
 * One feature of the contract: what it describes, how it is encoded, which table it reads.
 * Immutable.
 *
 * <p>A feature with {@code of} takes table, width and encoding from the feature it names; they are
 * known once the feature is part of a {@link FeatureContract}, so take features from there.
 */
public final class Feature {
  /** The most values of one list or history. */
  public static final int MAX_LENGTH = 1_000;

  /** The greatest embedding width. */
  public static final int MAX_WIDTH = 4_096;

  /** How many values of a list or history are kept unless said otherwise. */
  public static final int DEFAULT_MAX_LENGTH = 20;

  private final String name;
  private final Side side;
  private final FeatureKind kind;
  private final Encoding encoding;
  private final @Nullable String table;
  private final int width;
  private final int maxLength;
  private final @Nullable String of;
  private final @Nullable String column;
  private final @Nullable String separator;

  Feature(FeatureBuilder builder, Encoding encoding) {
    this.name = builder.name;
    this.side = builder.side;
    this.kind = builder.kind;
    this.encoding = encoding;
    this.table = builder.table;
    this.width = builder.width;
    this.maxLength = builder.maxLength;
    this.of = builder.of;
    this.column = builder.column;
    this.separator = builder.separator;
  }

  /**
   * Returns a builder. Ids and categories need an encoding and a width; numbers need an encoding,
   * and a width if it is by boundaries; lists need {@code of}, or an encoding, a width and a
   * separator; histories need {@code of}.
   */
  public static FeatureBuilder builder(String name, Side side, FeatureKind kind) {
    return new FeatureBuilder(name, side, kind);
  }

  /** Returns this feature with the table and width of the one it shares. */
  Feature sharing(Feature source) {
    FeatureBuilder copy = new FeatureBuilder(name, side, kind);
    copy.of = of;
    copy.column = column;
    copy.separator = separator;
    copy.maxLength = maxLength;
    copy.table = source.table;
    copy.width = source.width;
    return new Feature(copy, encoding);
  }

  /** Returns the name, which is also the name of the graph's input. */
  public String name() {
    return name;
  }

  /** Returns what the feature describes. */
  public Side side() {
    return side;
  }

  /** Returns the shape of its values. */
  public FeatureKind kind() {
    return kind;
  }

  /** Returns its encoding; for the one that is really at work see {@link FeatureContract#rows}. */
  public Encoding encoding() {
    return encoding;
  }

  /** Returns the embedding table, or null if the feature is a plain number. */
  public @Nullable String table() {
    return table;
  }

  /**
   * Returns how many columns the feature gives the model: the embedding width, or 1 for a number.
   */
  public int width() {
    return width;
  }

  /** Returns how many values of a list or history are kept; 1 for other kinds. */
  public int maxLength() {
    return maxLength;
  }

  /** Returns the feature whose table and values this one shares, or null. */
  public @Nullable String of() {
    return of;
  }

  /** Returns the column of the raw values, or null if they come from another feature. */
  public @Nullable String column() {
    return column;
  }

  /** Returns what separates the values in the column of a list, or null. */
  public @Nullable String separator() {
    return separator;
  }

  /** Returns whether the values are rows of a table, and not numbers. */
  public boolean isIndexed() {
    return !(encoding instanceof ScaleEncoding);
  }

  /** Returns whether one row has several values: a list or a history. */
  public boolean isSequence() {
    return kind == FeatureKind.LIST || kind == FeatureKind.HISTORY;
  }

  @Override
  public String toString() {
    return side.key() + " feature \"" + name + "\"";
  }
}
