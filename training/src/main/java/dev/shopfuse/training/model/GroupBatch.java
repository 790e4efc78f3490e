package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.UserContext;
import java.util.Arrays;
import java.util.List;

/**
 * One batch of C groups: catalogue indices, labels and weights of every row. Read only; made by
 * {@link BatchBuilder}.
 *
 * <p>Rows of a group are consecutive. An index of {@link #PADDING} is a row of zeros that belongs
 * to no target.
 */
public final class GroupBatch {
  /** The index of a row that only fills up its group. */
  static final int PADDING = -1;

  final List<UserContext> users;
  final Rows items;

  /**
   * The shops that enter the graph; the same as {@link #shops} unless all groups share them, those
   * of other shards too.
   */
  final Rows candidates;

  /** The shop predictions: one row a group and shop. */
  final Rows shops;

  /** What is subtracted from a shop's logit in the loss, by catalogue index; may be empty. */
  final float[] corrections;

  GroupBatch(
      List<UserContext> users, Rows items, Rows candidates, Rows shops, float[] corrections) {
    this.users = List.copyOf(users);
    this.items = items;
    this.candidates = candidates;
    this.shops = shops;
    this.corrections = corrections;
  }

  /** Returns C, the number of groups. */
  public int groups() {
    return users.size();
  }

  /** Returns the number of rows of both towers. */
  public int rows() {
    return items.count + shops.count;
  }

  /** The rows of one tower, appended one by one. */
  static final class Rows {
    private static final int LEAST_CAPACITY = 64;

    int[] indices;
    float[] pooling;
    float[] labels;
    float[] losses;
    int count;
    int labelled;

    Rows() {
      this(LEAST_CAPACITY);
    }

    /** Creates no rows, but memory for some. */
    Rows(int capacity) {
      indices = new int[capacity];
      pooling = new float[capacity];
      labels = new float[capacity];
      losses = new float[capacity];
    }

    /**
     * Appends a row.
     *
     * @param index catalogue index or {@link #PADDING}
     * @param weight weight in the pooling of its group
     * @param label 1 for a visit, 0 for a sampled negative
     * @param loss weight in the loss; 0 for a row without label
     */
    void add(int index, double weight, int label, double loss) {
      if (count == indices.length) {
        grow();
      }
      indices[count] = index;
      pooling[count] = (float) weight;
      labels[count] = label;
      losses[count] = (float) loss;
      labelled += loss > 0 ? 1 : 0;
      count++;
    }

    /** Returns the catalogue index of each row; {@link #PADDING}, which is negative, for none. */
    int[] catalogueIndices() {
      return Arrays.copyOf(indices, count);
    }

    /** Divides the loss weights by a number of labelled rows, so that they add up to a mean. */
    void divideLosses(int labelledRows) {
      for (int row = 0; row < count; row++) {
        losses[row] /= Math.max(1, labelledRows);
      }
    }

    private void grow() {
      int size = Math.max(LEAST_CAPACITY, 2 * count);
      indices = Arrays.copyOf(indices, size);
      pooling = Arrays.copyOf(pooling, size);
      labels = Arrays.copyOf(labels, size);
      losses = Arrays.copyOf(losses, size);
    }
  }
}
