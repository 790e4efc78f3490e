package dev.shopfuse.training.network.embedding;

import dev.shopfuse.training.network.RowBuffer;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An embedding table that lives outside DL4J's flat parameter vector, so that a step costs what its
 * rows cost and not what the vocabulary costs.
 *
 * <p>One row holds its weight, first moment, second moment and the step that touched it last side
 * by side ({@code E | E | E | 1} floats), so that an update touches one stretch of memory. Not
 * thread-safe for writing; lookups may run in parallel while nobody updates. What is read ahead is
 * thrown away, so that may be any row at any time.
 */
public final class EmbeddingTable {
  /** In a list of rows: none. */
  public static final int NO_ROW = Integer.MIN_VALUE;

  /** The most floats of a table: a Java array holds no more. */
  public static final int MOST_CELLS = Integer.MAX_VALUE - 8;

  /** Rows that are read ahead together. */
  static final int READ_AHEAD = 32;

  /** Floats of a cache line. */
  private static final int CACHE_LINE = 16;

  private final String name;
  private final int rows;
  private final int width;
  private final float[] cells;

  EmbeddingTable(String name, int rows, int width, float[] cells) {
    this.name = name;
    this.rows = rows;
    this.width = width;
    this.cells = cells;
  }

  /**
   * Creates a table with weights drawn from a normal distribution and zero moments.
   *
   * @param deviation the standard deviation of the weights
   * @param seed equal seeds and names give equal tables
   */
  public static EmbeddingTable random(
      String name, int rows, int width, double deviation, long seed) {
    EmbeddingTable table = new EmbeddingTable(name, rows, width, allocate(name, rows, width));
    SplittableRandom random = new SplittableRandom(seed * 31 + name.hashCode());
    for (int row = 0; row < rows; row++) {
      int from = table.start(row);
      for (int i = 0; i < width; i++) {
        table.cells[from + i] = (float) (deviation * random.nextGaussian());
      }
    }
    return table;
  }

  /** Returns how many floats a table of a shape holds: weights, moments and last steps. */
  public static long cells(int rows, int width) {
    return (3L * width + 1) * rows;
  }

  static float[] allocate(String name, int rows, int width) {
    long cells = cells(rows, width);
    if (rows < 1 || width < 1 || cells > MOST_CELLS) {
      throw new IllegalArgumentException(
          "Table %s of %d rows and width %d is out of range; rows * (3 * width + 1) may reach %d."
              .formatted(name, rows, width, MOST_CELLS));
    }
    return new float[(int) cells];
  }

  public String name() {
    return name;
  }

  /** Returns the number of rows. */
  public int rows() {
    return rows;
  }

  /** Returns E, the number of weights of a row. */
  public int width() {
    return width;
  }

  /** Copies the weights [rows, E], row after row, without the moments. */
  public float[] weights() {
    float[] weights = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(cells, start(row), weights, row * width, width);
    }
    return weights;
  }

  /** Copies the weights of one row into the E cells from {@code at} on. */
  public void lookup(int row, RowBuffer target, int at) {
    target.copy(cells, start(row), at, width);
  }

  /**
   * Copies the weights of many rows, those of {@code rows[i]} into the E cells from {@code at + i *
   * stride} on. {@link #NO_ROW} leaves its cells as they are.
   */
  public void lookup(int[] rows, RowBuffer target, int at, int stride) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != NO_ROW) {
        int cell = at + i * stride;
        if (i % READ_AHEAD == 0) {
          // Overwritten in the next line; but for it the reads would go.
          target.set(cell, readAhead(rows, i, width));
        }
        lookup(rows[i], target, cell);
      }
    }
  }

  /**
   * Reads from some cells of each of the next rows. Rows of a large table are not in the cache, and
   * reads that do not depend on each other wait for memory together.
   *
   * @return a sum of what was read, that somebody must use
   */
  float readAhead(int[] rows, int from, int cellsOfRow) {
    float sum = 0;
    for (int i = from; i < Math.min(from + READ_AHEAD, rows.length); i++) {
      int start = start(Math.max(0, rows[i]));
      for (int cell = start; cell < start + cellsOfRow; cell += CACHE_LINE) {
        sum += cells[cell];
      }
      // Rows begin anywhere in a cache line, so the last cell may be in one more.
      sum += cells[start + cellsOfRow - 1];
    }
    return sum;
  }

  /** Writes the mean of the rows {@code indices[from..to)}, without {@code ignored}. */
  private void lookupMean(
      int[] indices, int from, int to, int ignored, int count, RowBuffer target, int at) {
    double scale = 1.0 / count;
    double[] sums = new double[width];
    for (int j = from; j < to; j++) {
      if (indices[j] != ignored) {
        int start = start(indices[j]);
        for (int i = 0; i < width; i++) {
          sums[i] += cells[start + i];
        }
      }
    }
    for (int i = 0; i < width; i++) {
      target.set(at + i, sums[i] * scale);
    }
  }

  /**
   * Writes the mean of the rows {@code indices[from..to)} without the row {@code ignored}; if that
   * leaves none, the row {@code ignored} itself.
   */
  public void lookupPooled(int[] indices, int from, int to, int ignored, RowBuffer target, int at) {
    int count = RowGradients.pooled(indices, from, to, ignored);
    if (count == 0) {
      lookup(ignored, target, at);
    } else {
      lookupMean(indices, from, to, ignored, count, target, at);
    }
  }

  /** Returns one weight. */
  public float weight(int row, int column) {
    return cells[start(row) + column];
  }

  /** Replaces one weight; the moments stay. */
  public void setWeight(int row, int column, float value) {
    cells[start(row) + column] = value;
  }

  /** Takes over weights and moments of a table of the same shape. */
  public void assign(EmbeddingTable other) {
    if (other.rows != rows || other.width != width) {
      throw new IllegalArgumentException(
          "Table %s [%d, %d] cannot take over a table [%d, %d]."
              .formatted(name, rows, width, other.rows, other.width));
    }
    System.arraycopy(other.cells, 0, cells, 0, cells.length);
  }

  /**
   * Returns a copy with more rows, to train on with: old rows keep weights and moments, new ones
   * begin with the weights of a given row and without moments. No row counts as touched, since the
   * steps of the next run count from 0.
   *
   * @param newRows at least as many as there are
   * @param pattern the row whose weights new rows begin with
   */
  public EmbeddingTable grown(int newRows, int pattern) {
    if (newRows < rows) {
      throw new IllegalArgumentException(
          "Table %s has %d rows and cannot shrink to %d.".formatted(name, rows, newRows));
    }
    float[] grown = allocate(name, newRows, width);
    System.arraycopy(cells, 0, grown, 0, cells.length);
    EmbeddingTable table = new EmbeddingTable(name, newRows, width, grown);
    for (int row = 0; row < newRows; row++) {
      if (row >= rows) {
        System.arraycopy(cells, start(pattern), grown, table.start(row), width);
      }
      table.touch(table.start(row), 0);
    }
    return table;
  }

  /** Returns how many floats are stored of a row: weights, moments and last step. */
  public int storedWidth() {
    return stride();
  }

  /** Returns which of some rows are stored otherwise in another table of this shape, ascending. */
  public int[] changedRows(EmbeddingTable other, int from, int to) {
    return IntStream.range(from, Math.min(to, rows))
        .filter(
            row ->
                Arrays.mismatch(
                        cells,
                        start(row),
                        start(row) + stride(),
                        other.cells,
                        start(row),
                        start(row) + stride())
                    >= 0)
        .toArray();
  }

  /** Copies all that is stored of some rows, one after the other. */
  public float[] storedRows(int[] of) {
    float[] stored = new float[of.length * stride()];
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(cells, start(of[i]), stored, i * stride(), stride());
    }
    return stored;
  }

  /** Replaces all that is stored of some rows by what {@link #storedRows} returned. */
  public void store(int[] of, float[] stored) {
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(stored, i * stride(), cells, start(of[i]), stride());
    }
  }

  /** Returns whether all weights and moments are finite. */
  public boolean isFinite() {
    for (float cell : cells) {
      if (!Float.isFinite(cell)) {
        return false;
      }
    }
    return true;
  }

  /** Adds all stored floats to a digest. */
  public void digest(MessageDigest digest) {
    ByteBuffer buffer = ByteBuffer.allocate(4 * stride());
    for (int row = 0; row < rows; row++) {
      buffer.clear();
      buffer.asFloatBuffer().put(cells, start(row), stride());
      digest.update(buffer);
    }
  }

  /** Returns a copy that shares nothing with this table. */
  public EmbeddingTable copy() {
    return new EmbeddingTable(name, rows, width, cells.clone());
  }

  /**
   * The stored floats, a row of {@code weight | first moment | second moment | last step} after the
   * other.
   */
  float[] cells() {
    return cells;
  }

  /** Returns the cells of a row. */
  private int stride() {
    return 3 * width + 1;
  }

  /** Returns the step in which the row that begins at a cell was touched last; 0 if never. */
  long lastStep(int from) {
    return (long) cells[from + 3 * width];
  }

  /** Notes that the row that begins at a cell was touched; exact up to 2^24 steps. */
  void touch(int from, long step) {
    cells[from + 3 * width] = step;
  }

  /** Returns where the weights of a row begin; the moments follow after E and 2E. */
  int start(int row) {
    if (row < 0 || row >= rows) {
      throw new IndexOutOfBoundsException(
          "Row " + row + " of table " + name + " is not in 0 to " + (rows - 1) + ".");
    }
    return row * stride();
  }
}
