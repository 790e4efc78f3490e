package dev.shopfuse.training.network;

import java.util.Arrays;
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
    double[] cells = new double[rows.rows];
    double[] added = new double[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, added);
      for (int group = 0; group < added.length; group++) {
        addTo(cells, group * size, (group + 1) * size, added[group]);
      }
      target.write(column, cells);
    }
  }

  private static void addTo(double[] cells, int from, int to, double added) {
    for (int i = from; i < to; i++) {
      cells[i] += added;
    }
  }

  /** target [C, H] = sum of rows [C*G, H] over each group. */
  static void sum(Cells rows, Cells target) {
    double[] ones = new double[rows.rows];
    Arrays.fill(ones, 1);
    weightedSum(rows, ones, target);
  }

  /** target [C, H] = sum of weights [C*G] times rows [C*G, H] over each group. */
  static void weightedSum(Cells rows, double[] weights, Cells target) {
    int size = rows.rows / target.rows;
    double[] cells = new double[rows.rows];
    double[] sums = new double[target.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      for (int group = 0; group < sums.length; group++) {
        sums[group] = dot(weights, cells, group * size, (group + 1) * size);
      }
      target.write(column, sums);
    }
  }

  private static double dot(double[] a, double[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** target [C*G, H] = weights [C*G] times groups [C, H] of the row's group. */
  static void scaled(double[] weights, Cells groups, Cells target) {
    int size = target.rows / groups.rows;
    double[] cells = new double[target.rows];
    double[] values = new double[groups.rows];
    for (int column = 0; column < target.columns; column++) {
      groups.read(column, values);
      for (int row = 0; row < cells.length; row++) {
        cells[row] = weights[row] * values[row / size];
      }
      target.write(column, cells);
    }
  }

  /** target [C*G, 1] = dot product of rows [C*G, D] and groups [C, D] of the row's group. */
  static void dot(Cells rows, Cells groups, Cells target) {
    int size = rows.rows / groups.rows;
    double[] sums = new double[rows.rows];
    double[] cells = new double[rows.rows];
    double[] factors = new double[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, factors);
      for (int group = 0; group < factors.length; group++) {
        for (int row = group * size; row < (group + 1) * size; row++) {
          sums[row] += cells[row] * factors[group];
        }
      }
    }
    target.write(0, sums);
  }

  /** target [C*N, H] = rows [N, H] + groups [C, H], each group with all rows. */
  static void cross(Cells rows, Cells groups, Cells target) {
    double[] cells = new double[rows.rows];
    double[] added = new double[groups.rows];
    double[] sums = new double[target.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, added);
      for (int group = 0; group < added.length; group++) {
        int from = group * cells.length;
        System.arraycopy(cells, 0, sums, from, cells.length);
        addTo(sums, from, from + cells.length, added[group]);
      }
      target.write(column, sums);
    }
  }

  /** rows [N, H] and groups [C, H] = sums of crossed [C*N, H] over groups and over rows. */
  static void uncross(Cells crossed, Cells rows, Cells groups) {
    double[] cells = new double[crossed.rows];
    double[] rowSums = new double[rows.rows];
    double[] groupSums = new double[groups.rows];
    for (int column = 0; column < crossed.columns; column++) {
      crossed.read(column, cells);
      Arrays.fill(rowSums, 0);
      for (int group = 0; group < groupSums.length; group++) {
        double sum = 0;
        for (int row = 0; row < rowSums.length; row++) {
          double cell = cells[group * rowSums.length + row];
          rowSums[row] += cell;
          sum += cell;
        }
        groupSums[group] = sum;
      }
      rows.write(column, rowSums);
      groups.write(column, groupSums);
    }
  }

  /** target [C*G, H] = rows [C*G, H] times groups [C, H] of the row's group. */
  static void multiply(Cells rows, Cells groups, Cells target) {
    int size = rows.rows / groups.rows;
    double[] cells = new double[rows.rows];
    double[] factors = new double[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, factors);
      for (int row = 0; row < cells.length; row++) {
        cells[row] *= factors[row / size];
      }
      target.write(column, cells);
    }
  }

  /** target [C, H] = sum of a times b, both [C*G, H], over each group. */
  static void sumOfProducts(Cells a, Cells b, Cells target) {
    int size = a.rows / target.rows;
    double[] left = new double[a.rows];
    double[] right = new double[a.rows];
    double[] sums = new double[target.rows];
    for (int column = 0; column < a.columns; column++) {
      a.read(column, left);
      b.read(column, right);
      for (int group = 0; group < sums.length; group++) {
        sums[group] = dot(left, right, group * size, (group + 1) * size);
      }
      target.write(column, sums);
    }
  }
}
