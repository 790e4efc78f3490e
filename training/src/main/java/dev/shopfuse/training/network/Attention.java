package dev.shopfuse.training.network;

/**
 * The arithmetic of {@link GroupAttentionVertex} on heap arrays, row after row. Not thread-safe.
 */
final class Attention {
  private final double[] queries;
  private final double[] keys;
  private final double[] values;
  private final double[] weights;
  private final int keyWidth;
  private final int valueWidth;
  private final int groups;
  private final int queriesPerGroup;
  private final int keysPerGroup;
  private final double scale;
  private final double[] queryGradient;
  private final double[] keyGradient;
  private final double[] valueGradient;

  Attention(Cells queries, Cells keys, Cells values, Cells weights) {
    this.queries = queries.toArray();
    this.keys = keys.toArray();
    this.values = values.toArray();
    this.weights = weights.toArray();
    keyWidth = keys.columns;
    valueWidth = values.columns;
    groups = weights.rows;
    queriesPerGroup = queries.rows / groups;
    keysPerGroup = weights.columns;
    scale = 1 / Math.sqrt(keyWidth);
    queryGradient = new double[this.queries.length];
    keyGradient = new double[this.keys.length];
    valueGradient = new double[this.values.length];
  }

  /** Returns the pooled values [C*N, H]. */
  double[] pooled() {
    double[] pooled = new double[groups * queriesPerGroup * valueWidth];
    double[] shares = new double[keysPerGroup];
    for (int query = 0; query < groups * queriesPerGroup; query++) {
      shares(query, shares);
      for (int key = 0; key < keysPerGroup; key++) {
        addScaled(
            shares[key],
            values,
            row(query, key) * valueWidth,
            pooled,
            query * valueWidth,
            valueWidth);
      }
    }
    return pooled;
  }

  /** Computes the gradients from that of the pooled values [C*N, H]. */
  void backward(double[] gradient) {
    double[] shares = new double[keysPerGroup];
    double[] shareGradients = new double[keysPerGroup];
    for (int query = 0; query < groups * queriesPerGroup; query++) {
      shares(query, shares);
      double mean = 0;
      for (int key = 0; key < keysPerGroup; key++) {
        int value = row(query, key) * valueWidth;
        shareGradients[key] = dot(gradient, query * valueWidth, values, value, valueWidth);
        mean += shares[key] * shareGradients[key];
        addScaled(shares[key], gradient, query * valueWidth, valueGradient, value, valueWidth);
      }
      for (int key = 0; key < keysPerGroup; key++) {
        addScoreGradient(query, key, scale * shares[key] * (shareGradients[key] - mean));
      }
    }
  }

  double[] queryGradient() {
    return queryGradient;
  }

  double[] keyGradient() {
    return keyGradient;
  }

  double[] valueGradient() {
    return valueGradient;
  }

  private void addScoreGradient(int query, int key, double factor) {
    int keyAt = row(query, key) * keyWidth;
    addScaled(factor, keys, keyAt, queryGradient, query * keyWidth, keyWidth);
    addScaled(factor, queries, query * keyWidth, keyGradient, keyAt, keyWidth);
  }

  /** Fills in the softmax over the rows that count; zeros if none does. */
  private void shares(int query, double[] shares) {
    double most = Double.NEGATIVE_INFINITY;
    for (int key = 0; key < keysPerGroup; key++) {
      boolean counts = weights[row(query, key)] > 0;
      shares[key] =
          counts
              ? scale * dot(queries, query * keyWidth, keys, row(query, key) * keyWidth, keyWidth)
              : Double.NEGATIVE_INFINITY;
      most = Math.max(most, shares[key]);
    }
    double sum = 0;
    for (int key = 0; key < keysPerGroup; key++) {
      shares[key] = shares[key] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(shares[key] - most);
      sum += shares[key];
    }
    for (int key = 0; key < keysPerGroup && sum > 0; key++) {
      shares[key] /= sum;
    }
  }

  private int row(int query, int key) {
    return query / queriesPerGroup * keysPerGroup + key;
  }

  private static double dot(double[] a, int aFrom, double[] b, int bFrom, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += a[aFrom + i] * b[bFrom + i];
    }
    return sum;
  }

  private static void addScaled(
      double factor, double[] a, int aFrom, double[] target, int to, int count) {
    for (int i = 0; i < count; i++) {
      target[to + i] += factor * a[aFrom + i];
    }
  }
}
