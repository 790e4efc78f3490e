package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.IntArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the values of one static feature, row by row. */
final class ColumnBuilder {
  private final Feature feature;
  private final RawValues raws;
  private final @Nullable IndexEncoding encoding;

  /** Table rows, or the bits of numbers. */
  private final IntArray cells = new IntArray();

  private final IntArray offsets = new IntArray();
  private boolean filled;

  ColumnBuilder(Feature feature, FeatureContract contract) {
    this.feature = feature;
    this.raws = new RawValues(feature, contract);
    this.encoding = feature.isIndexed() ? contract.rows(feature) : null;
    offsets.add(0);
  }

  void putRaw(@Nullable String raw) {
    if (feature.kind() == FeatureKind.LIST) {
      raws.separator();
      fill();
      raws.addRows(raw, cells);
    } else if (feature.isIndexed()) {
      putCell(raws.row(raw));
    } else {
      putCell(Float.floatToIntBits(raws.number(raw)));
    }
  }

  void putAll(List<String> values) {
    requireList();
    fill();
    for (String value : values) {
      addToList(value);
    }
  }

  void putRows(int[] rows) {
    requireList();
    fill();
    for (int row : rows) {
      addRow(checkRow(row));
    }
  }

  void putRow(int row) {
    if (feature.kind() == FeatureKind.LIST) {
      throw new IllegalArgumentException("The " + feature + " is a list; put a list of values");
    }
    putCell(checkRow(row));
  }

  void putNumber(float number) {
    if (feature.isIndexed() || feature.isSequence()) {
      throw new IllegalArgumentException("The " + feature + " is no plain number; put its row");
    }
    putCell(Float.floatToIntBits(Numbers.finite(number)));
  }

  /** Ends a row; a feature without a value is unknown, an empty list is [1]. */
  void endRow() {
    if (feature.kind() == FeatureKind.LIST) {
      if (lengthOfRow() == 0) {
        cells.add(IndexEncoding.NONE_ROW);
      }
      offsets.add(cells.size());
    } else if (!filled) {
      cells.add(0);
    }
    filled = false;
  }

  Column build() {
    int[] built = cells.toArray();
    if (feature.kind() == FeatureKind.LIST) {
      return Column.ofLists(offsets.toArray(), built);
    }
    if (encoding != null) {
      return Column.ofIndices(built);
    }
    float[] numbers = new float[built.length];
    for (int i = 0; i < built.length; i++) {
      numbers[i] = Float.intBitsToFloat(built[i]);
    }
    return Column.ofNumbers(numbers);
  }

  private void putCell(int cell) {
    fill();
    cells.add(cell);
  }

  private void fill() {
    if (filled) {
      throw new IllegalArgumentException(
          "The " + feature + " is put twice into one row; put it once");
    }
    filled = true;
  }

  private void addToList(String value) {
    if (!value.isEmpty() && encoding != null) {
      addRow(encoding.row(value));
    }
  }

  /** The first values are kept: whoever puts them chooses the order. */
  private void addRow(int row) {
    if (lengthOfRow() < feature.maxLength()) {
      cells.add(row);
    }
  }

  private int lengthOfRow() {
    return cells.size() - offsets.last();
  }

  private void requireList() {
    if (feature.kind() != FeatureKind.LIST) {
      throw new IllegalArgumentException("The " + feature + " is no list; put one value");
    }
  }

  private int checkRow(int row) {
    if (encoding == null || row < 0 || row >= encoding.rows()) {
      throw new IllegalArgumentException(
          "The "
              + feature
              + " has row "
              + row
              + "; allowed are 0 to "
              + (encoding == null ? -1 : encoding.rows() - 1));
    }
    return row;
  }
}
