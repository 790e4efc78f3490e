package dev.shopfuse.sdk.feature;

/** The shape of one embedding table [rows, width]. Immutable. */
public final class TableSpec {
  private final String name;
  private final int rows;
  private final int width;

  TableSpec(String name, int rows, int width) {
    this.name = name;
    this.rows = rows;
    this.width = width;
  }

  /** Returns the name of the table. */
  public String name() {
    return name;
  }

  /** Returns the number of rows, the reserved rows 0 (unknown) and 1 (none) included. */
  public int rows() {
    return rows;
  }

  /** Returns the embedding width. */
  public int width() {
    return width;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TableSpec)) {
      return false;
    }
    TableSpec that = (TableSpec) other;
    return name.equals(that.name) && rows == that.rows && width == that.width;
  }

  @Override
  public int hashCode() {
    return (name.hashCode() * 31 + rows) * 31 + width;
  }

  @Override
  public String toString() {
    return name + " [" + rows + ", " + width + "]";
  }
}
