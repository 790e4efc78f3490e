package dev.shopfuse.training.network;

import java.util.Arrays;

/** The loops of {@link Groups} over float columns, which training spends its time in. */
final class FloatGroups {
  private FloatGroups() {}

  /** target [C*G, H] = rows [C*G, H] + groups [C, H] repeated over each group. */
  static void add(FloatColumns rows, FloatColumns groups, FloatColumns target) {
    int size = rows.rows / groups.rows;
    float[] cells = new float[rows.rows];
    float[] added = new float[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, added);
      addGroups(cells, added, size);
      target.write(column, cells);
    }
  }

  /** target [C*G, H] = max(rows [C*G, H] + groups [C, H] repeated over each group, 0). */
  static void addRectified(FloatColumns rows, FloatColumns groups, FloatColumns target) {
    int size = rows.rows / groups.rows;
    float[] cells = new float[rows.rows];
    float[] added = new float[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      groups.read(column, added);
      addGroups(cells, added, size);
      Rectifier.addBias(cells, 0, true);
      target.write(column, cells);
    }
  }

  /** rows [C*G, H] = gradient where the output was positive; groups [C, H] = their sums. */
  static void maskAndSum(
      FloatColumns gradient, FloatColumns output, FloatColumns rows, FloatColumns groups) {
    int size = rows.rows / groups.rows;
    float[] cells = new float[rows.rows];
    float[] outputs = new float[rows.rows];
    float[] sums = new float[groups.rows];
    for (int column = 0; column < rows.columns; column++) {
      gradient.read(column, cells);
      output.read(column, outputs);
      Rectifier.mask(cells, outputs, cells.length);
      rows.write(column, cells);
      sumGroups(cells, sums, size);
      groups.write(column, sums);
    }
  }

  /** Two places at a time, groups innermost: groups are small, and short loops cost. */
  private static void addGroups(float[] cells, float[] added, int size) {
    int place = 0;
    for (; place + 1 < size; place += 2) {
      for (int group = 0, at = place; group < added.length; group++, at += size) {
        float value = added[group];
        cells[at] += value;
        cells[at + 1] += value;
      }
    }
    for (int group = 0; place < size && group < added.length; group++) {
      cells[group * size + place] += added[group];
    }
  }

  /** target [C, H] = sum of weights [C*G] times rows [C*G, H] over each group. */
  static void weightedSum(FloatColumns rows, float[] weights, FloatColumns target) {
    int size = rows.rows / target.rows;
    float[] cells = new float[rows.rows];
    float[] sums = new float[target.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      for (int i = 0; i < cells.length; i++) {
        cells[i] *= weights[i];
      }
      sumGroups(cells, sums, size);
      target.write(column, sums);
    }
  }

  /** target [C, H] = sum of rows [C*G, H] over each group. */
  static void sum(FloatColumns rows, FloatColumns target) {
    int size = rows.rows / target.rows;
    float[] cells = new float[rows.rows];
    float[] sums = new float[target.rows];
    for (int column = 0; column < rows.columns; column++) {
      rows.read(column, cells);
      sumGroups(cells, sums, size);
      target.write(column, sums);
    }
  }

  private static void sumGroups(float[] cells, float[] sums, int size) {
    Arrays.fill(sums, 0);
    int place = 0;
    for (; place + 1 < size; place += 2) {
      for (int group = 0, at = place; group < sums.length; group++, at += size) {
        sums[group] += cells[at] + cells[at + 1];
      }
    }
    for (int group = 0; place < size && group < sums.length; group++) {
      sums[group] += cells[group * size + place];
    }
  }

  /** target [C*G, H] = weights [C*G] times groups [C, H] of the row's group. */
  static void scaled(float[] weights, FloatColumns groups, FloatColumns target) {
    int size = target.rows / groups.rows;
    float[] cells = new float[target.rows];
    float[] values = new float[groups.rows];
    for (int column = 0; column < target.columns; column++) {
      groups.read(column, values);
      Arrays.fill(cells, 0);
      addGroups(cells, values, size);
      for (int i = 0; i < cells.length; i++) {
        cells[i] *= weights[i];
      }
      target.write(column, cells);
    }
  }
}
