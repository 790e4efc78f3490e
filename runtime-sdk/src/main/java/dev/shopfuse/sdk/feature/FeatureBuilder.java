package dev.shopfuse.sdk.feature;

import org.jspecify.annotations.Nullable;

/** Builds a {@link Feature}; {@link #build()} checks it. Not thread-safe; one per thread. */
public final class FeatureBuilder {
  final String name;
  final Side side;
  final FeatureKind kind;
  @Nullable String table;
  int width;
  int maxLength;
  @Nullable String of;
  @Nullable String column;
  @Nullable String separator;
  private @Nullable Encoding encoding;

  FeatureBuilder(String name, Side side, FeatureKind kind) {
    this.name = name;
    this.side = side;
    this.kind = kind;
  }

  /** Sets how values are encoded; default: that of the feature named by {@link #of}. */
  public FeatureBuilder encoding(Encoding encoding) {
    this.encoding = encoding;
    return this;
  }

  /** Sets the embedding table; default: the feature's name. Features of one table share it. */
  public FeatureBuilder table(String table) {
    this.table = table;
    return this;
  }

  /** Sets the embedding width. */
  public FeatureBuilder width(int width) {
    this.width = width;
    return this;
  }

  /** Sets how many values are kept; default: {@link Feature#DEFAULT_MAX_LENGTH}. */
  public FeatureBuilder maxLength(int maxLength) {
    this.maxLength = maxLength;
    return this;
  }

  /** Sets the feature whose values are listed and whose table is shared. */
  public FeatureBuilder of(String feature) {
    this.of = feature;
    return this;
  }

  /**
   * Sets the raw column; default: {@code user_id}, {@code item_id}, {@code shop_id} or the name.
   */
  public FeatureBuilder column(String column) {
    this.column = column;
    return this;
  }

  /** Sets what separates the values in the column of a list. */
  public FeatureBuilder separator(String separator) {
    this.separator = separator;
    return this;
  }

  /**
   * Returns the feature.
   *
   * @throws IllegalArgumentException if the settings do not fit each other; the message names the
   *     feature, the setting and what is allowed
   */
  public Feature build() {
    Names.check("A feature", name);
    require(
        !name.equals("item") && !name.equals("shop"),
        "has the name of a model output; use another, as " + name + "_id");
    if (of != null) {
      buildShared(of);
    } else {
      buildOwn();
    }
    buildSequence();
    return new Feature(this, encoding == null ? SharedEncoding.of(String.valueOf(of)) : encoding);
  }

  private void buildShared(String source) {
    Names.check("The feature that " + name + " shares", source);
    require(isSequence(), "has of: " + source + "; only lists and histories share by of");
    require(encoding == null, "has both of and an encoding; the encoding is that of " + source);
    require(table == null, "has both of and a table; the table is that of " + source);
    require(width == 0, "has both of and a width; the width is that of " + source);
    require(column == null && separator == null, "has both of and a column or separator");
    require(
        (kind == FeatureKind.HISTORY) == (side == Side.USER),
        "is a " + kind.key() + "; histories belong to users, lists with of to items and shops");
  }

  private void buildOwn() {
    require(kind != FeatureKind.HISTORY, "is a history; set of to the feature it collects");
    require(encoding != null, "has no encoding; set one");
    require(fits(encoding), "is a " + kind.key() + "; the encoding does not fit it");
    column = column == null ? defaultColumn() : column;
    require(!column.isEmpty(), "has an empty column name");
    if (encoding instanceof ScaleEncoding) {
      require(table == null && width <= 1, "is a plain number; it has neither table nor width");
      width = 1;
      return;
    }
    table = Names.check("A table", table == null ? name : table);
    require(
        width >= 1 && width <= Feature.MAX_WIDTH,
        "has width " + width + "; allowed are 1 to " + Feature.MAX_WIDTH);
  }

  private void buildSequence() {
    if (!isSequence()) {
      require(maxLength == 0, "is a " + kind.key() + "; only lists and histories have a length");
      require(separator == null, "is a " + kind.key() + "; only lists have a separator");
      maxLength = 1;
      return;
    }
    require(
        of != null || (separator != null && !separator.isEmpty()),
        "is a list; set of or a separator such as \"|\"");
    maxLength = maxLength == 0 ? Feature.DEFAULT_MAX_LENGTH : maxLength;
    require(
        maxLength >= 1 && maxLength <= Feature.MAX_LENGTH,
        "has length " + maxLength + "; allowed are 1 to " + Feature.MAX_LENGTH);
  }

  private boolean isSequence() {
    return kind == FeatureKind.LIST || kind == FeatureKind.HISTORY;
  }

  private boolean fits(@Nullable Encoding candidate) {
    if (kind == FeatureKind.NUMBER) {
      return candidate instanceof BoundariesEncoding || candidate instanceof ScaleEncoding;
    }
    return candidate instanceof VocabularyEncoding || candidate instanceof HashEncoding;
  }

  private String defaultColumn() {
    return kind == FeatureKind.ID ? side.key() + "_id" : name;
  }

  private void require(boolean condition, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(
          "The " + side.key() + " feature \"" + name + "\" " + complaint);
    }
  }
}
