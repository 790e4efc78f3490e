package dev.shopfuse.training.network.embedding;

import java.util.Arrays;
import java.util.List;

/**
 * Sums the gradients of one table's rows within a step, one sum per distinct row. Not thread-safe;
 * one per table and worker.
 *
 * <p>Memory and time depend on the rows a step touches, never on the rows of the table: a row's
 * slot is found by open addressing in an index that is at most a quarter full.
 */
public final class RowGradients {
  private static final int FREE = -1;

  private final int width;
  private int[] touched = new int[256];
  private float[] sums;
  private int[] index = new int[4 * touched.length];
  private int count;

  public RowGradients(EmbeddingTable table) {
    width = table.width();
    sums = new float[touched.length * width];
    Arrays.fill(index, FREE);
  }

  /** Adds {@code scale * gradient[offset..offset + E)} to the gradient of a row. */
  public void add(int row, float[] gradient, int offset, float scale) {
    int known = count;
    int slot = slot(row);
    int at = slot * width;
    if (slot == known) {
      // The first gradient of a row is its sum so far; what stood there belongs to an earlier step.
      System.arraycopy(gradient, offset, sums, at, width);
      multiply(at, scale);
      return;
    }
    for (int i = 0; i < width; i++) {
      sums[at + i] += scale * gradient[offset + i];
    }
  }

  private void multiply(int at, float factor) {
    for (int i = at; factor != 1 && i < at + width; i++) {
      sums[i] *= factor;
    }
  }

  /**
   * Adds the E cells from {@code at + i * stride} on to {@code rows[i]}, unless that is {@link
   * EmbeddingTable#NO_ROW}.
   */
  public void add(int[] rows, float[] gradient, int at, int stride) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != EmbeddingTable.NO_ROW) {
        add(rows[i], gradient, at + i * stride, 1);
      }
    }
  }

  /** Adds the gradient of a pooled lookup to the rows it pooled. */
  public void addPooled(
      int[] indices, int from, int to, int ignored, float[] gradient, int offset) {
    int count = pooled(indices, from, to, ignored);
    if (count == 0) {
      add(ignored, gradient, offset, 1);
      return;
    }
    for (int j = from; j < to; j++) {
      if (indices[j] != ignored) {
        add(indices[j], gradient, offset, 1f / count);
      }
    }
  }

  /** Returns how many of the indices a pooled lookup takes the mean of. */
  static int pooled(int[] indices, int from, int to, int ignored) {
    int count = 0;
    for (int j = from; j < to; j++) {
      count += indices[j] == ignored ? 0 : 1;
    }
    return count;
  }

  /** Returns the number of distinct rows touched since the last {@link #clear}. */
  public int count() {
    return count;
  }

  /** Returns the row of a slot, 0 to {@link #count}, in the order of the first touch. */
  public int row(int slot) {
    return touched[slot];
  }

  /** Returns the rows of some slots, in their order. */
  int[] rows(int from, int to) {
    return Arrays.copyOfRange(touched, from, to);
  }

  /** Returns one component of the summed gradient of a slot. */
  public float sum(int slot, int column) {
    return sums[slot * width + column];
  }

  /**
   * Sums the gradient of one row over shards, unless an earlier shard has the row too.
   *
   * @param shard the shard the slot belongs to
   * @param sum filled with the E components
   * @return false if an earlier shard has the row; it is summed there
   */
  static boolean sumFrom(List<RowGradients> shards, int shard, int slot, float[] sum) {
    RowGradients first = shards.get(shard);
    int row = first.touched[slot];
    for (int earlier = 0; earlier < shard; earlier++) {
      if (shards.get(earlier).find(row) >= 0) {
        return false;
      }
    }
    System.arraycopy(first.sums, slot * sum.length, sum, 0, sum.length);
    for (int later = shard + 1; later < shards.size(); later++) {
      shards.get(later).addTo(row, sum);
    }
    return true;
  }

  private void addTo(int row, float[] sum) {
    int slot = find(row);
    for (int i = 0; slot >= 0 && i < width; i++) {
      sum[i] += sums[slot * width + i];
    }
  }

  /** Forgets all sums. Costs what was touched. */
  public void clear() {
    for (int slot = 0; slot < count; slot++) {
      // Whatever lies on the way to a touched row belongs to one as well.
      for (int at = start(touched[slot]); index[at] != FREE; at = next(at)) {
        index[at] = FREE;
      }
    }
    count = 0;
  }

  /** Returns the slot of a row, or {@link #FREE}. */
  private int find(int row) {
    return index[place(row)];
  }

  private int slot(int row) {
    int at = place(row);
    if (index[at] != FREE) {
      return index[at];
    }
    if (count == touched.length) {
      grow();
      at = place(row);
    }
    touched[count] = row;
    index[at] = count;
    return count++;
  }

  private void grow() {
    touched = Arrays.copyOf(touched, 2 * count);
    sums = Arrays.copyOf(sums, 2 * count * width);
    index = new int[4 * touched.length];
    Arrays.fill(index, FREE);
    for (int slot = 0; slot < count; slot++) {
      index[place(touched[slot])] = slot;
    }
  }

  /** Returns where the slot of a row is kept in the index, or would be. */
  private int place(int row) {
    int at = start(row);
    while (index[at] != FREE && touched[index[at]] != row) {
      at = next(at);
    }
    return at;
  }

  /** Spreads rows over the index by Fibonacci hashing (Knuth, volume 3, section 6.4). */
  private int start(int row) {
    return (row * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(index.length) + 1);
  }

  private int next(int at) {
    return (at + 1) & (index.length - 1);
  }
}
