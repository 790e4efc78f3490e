package dev.shopfuse.training.network;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The loops over groups of consecutive rows that the group vertices share. */
final class Groups {
  private Groups() {}

  /** Returns G, the rows of one group, from rows [C*G, .] and groups [C, .]. */
  static int size(String vertex, INDArray rows, INDArray groups) {
    long size = groups.size(0) == 0 ? 0 : rows.size(0) / groups.size(0);
    if (size == 0 || size * groups.size(0) != rows.size(0)) {
      throw new IllegalArgumentException(
          "Vertex %s got %d rows for %d groups; the rows must be a positive multiple of the groups."
              .formatted(vertex, rows.size(0), groups.size(0)));
    }
    return (int) size;
  }

  /** target [C*G, H] = rows [C*G, H] + groups [C, H] repeated over each group. */
  static void add(Cells rows, Cells groups, Cells target) {
    int size = rows.rows / groups.rows;
    for (int column = 0; column < rows.columns; column++) {
      for (int group = 0; group < groups.rows; group++) {
        double added = groups.get(groups.at(group, column));
        long from = rows.at((long) group * size, column);
        long to = target.at((long) group * size, column);
        for (int i = 0; i < size; i++) {
          target.set(to + i * target.rowStride, rows.get(from + i * rows.rowStride) + added);
        }
      }
    }
  }

  /** target [C, H] = sum of rows [C*G, H] over each group. */
  static void sum(Cells rows, Cells target) {
    int size = rows.rows / target.rows;
    for (int column = 0; column < rows.columns; column++) {
      for (int group = 0; group < target.rows; group++) {
        long from = rows.at((long) group * size, column);
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum += rows.get(from + i * rows.rowStride);
        }
        target.set(target.at(group, column), sum);
      }
    }
  }

  /** target [C, H] = sum of weights [C, G] times rows [C*G, H] over each group. */
  static void weightedSum(Cells rows, Cells weights, Cells target) {
    int size = rows.rows / target.rows;
    for (int column = 0; column < rows.columns; column++) {
      for (int group = 0; group < target.rows; group++) {
        long from = rows.at((long) group * size, column);
        long weight = weights.at(group, 0);
        double sum = 0;
        for (int i = 0; i < size; i++) {
          sum +=
              weights.get(weight + i * weights.columnStride) * rows.get(from + i * rows.rowStride);
        }
        target.set(target.at(group, column), sum);
      }
    }
  }

  /** target [C*G, H] = weights [C, G] times groups [C, H] of the row's group. */
  static void scaled(Cells weights, Cells groups, Cells target) {
    int size = target.rows / groups.rows;
    for (int column = 0; column < target.columns; column++) {
      for (int group = 0; group < groups.rows; group++) {
        double value = groups.get(groups.at(group, column));
        long weight = weights.at(group, 0);
        long to = target.at((long) group * size, column);
        for (int i = 0; i < size; i++) {
          target.set(
              to + i * target.rowStride, weights.get(weight + i * weights.columnStride) * value);
        }
      }
    }
  }

  /** target [C*G, 1] = dot product of rows [C*G, D] and groups [C, D] of the row's group. */
  static void dot(Cells rows, Cells groups, Cells target) {
    int size = rows.rows / groups.rows;
    for (int row = 0; row < rows.rows; row++) {
      double sum = 0;
      for (int column = 0; column < rows.columns; column++) {
        sum += rows.get(rows.at(row, column)) * groups.get(groups.at(row / size, column));
      }
      target.set(target.at(row, 0), sum);
    }
  }

  /** target [C, D] = sum over each group of factor [C*G, 1] times rows [C*G, D]. */
  static void dotGroups(Cells rows, Cells factor, Cells target) {
    int size = rows.rows / target.rows;
    for (int column = 0; column < rows.columns; column++) {
      for (int group = 0; group < target.rows; group++) {
        double sum = 0;
        for (int row = group * size; row < (group + 1) * size; row++) {
          sum += factor.get(factor.at(row, 0)) * rows.get(rows.at(row, column));
        }
        target.set(target.at(group, column), sum);
      }
    }
  }

  /** target [C*G, D] = factor [C*G, 1] times groups [C, D] of the row's group. */
  static void dotRows(Cells groups, Cells factor, Cells target) {
    int size = target.rows / groups.rows;
    for (int column = 0; column < target.columns; column++) {
      for (int row = 0; row < target.rows; row++) {
        double value = factor.get(factor.at(row, 0)) * groups.get(groups.at(row / size, column));
        target.set(target.at(row, column), value);
      }
    }
  }
}
