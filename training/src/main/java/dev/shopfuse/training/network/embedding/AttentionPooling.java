package dev.shopfuse.training.network.embedding;

import dev.shopfuse.training.network.RowBuffer;

/**
 * Pools table rows by attention on a learned query q [E]: {@code sum of p_j e_j} with {@code p =
 * softmax(q . e_j)}. A query of zeros gives the mean. Immutable; it borrows the tables.
 *
 * @param table the rows that are pooled
 * @param query a table of one row, q
 */
public record AttentionPooling(EmbeddingTable table, EmbeddingTable query) {

  /** Writes the pooled rows without those that are {@code ignored}; if none is left, that row. */
  public void lookup(int[] rows, int ignored, RowBuffer target, int at) {
    if (RowGradients.pooled(rows, 0, rows.length, ignored) == 0) {
      table.lookup(ignored, target, at);
      return;
    }
    double[] shares = shares(rows, ignored);
    double[] pooled = new double[table.width()];
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; shares[j] > 0 && i < pooled.length; i++) {
        pooled[i] += shares[j] * table.weight(rows[j], i);
      }
    }
    for (int i = 0; i < pooled.length; i++) {
      target.set(at + i, pooled[i]);
    }
  }

  /** Adds the gradient {@code gradient[at..at + E)} of pooled rows to theirs and the query's. */
  public void addGradient(
      int[] rows,
      int ignored,
      float[] gradient,
      int at,
      RowGradients ofRows,
      RowGradients ofQuery) {
    if (RowGradients.pooled(rows, 0, rows.length, ignored) == 0) {
      ofRows.add(ignored, gradient, at, 1);
      return;
    }
    int width = table.width();
    double[] shares = shares(rows, ignored);
    double[] slopes = new double[rows.length];
    double mean = 0;
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; shares[j] > 0 && i < width; i++) {
        slopes[j] += gradient[at + i] * table.weight(rows[j], i);
      }
      mean += shares[j] * slopes[j];
    }
    float[] row = new float[width];
    float[] q = new float[width];
    for (int j = 0; j < rows.length; j++) {
      if (shares[j] > 0) {
        double slope = shares[j] * (slopes[j] - mean);
        for (int i = 0; i < width; i++) {
          row[i] = (float) (shares[j] * gradient[at + i] + slope * query.weight(0, i));
          q[i] += (float) (slope * table.weight(rows[j], i));
        }
        ofRows.add(rows[j], row, 0, 1);
      }
    }
    ofQuery.add(0, q, 0, 1);
  }

  private double[] shares(int[] rows, int ignored) {
    double[] shares = new double[rows.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; i < table.width(); i++) {
        shares[j] += (double) query.weight(0, i) * table.weight(rows[j], i);
      }
      most = rows[j] == ignored ? most : Math.max(most, shares[j]);
    }
    double sum = 0;
    for (int j = 0; j < rows.length; j++) {
      shares[j] = rows[j] == ignored ? 0 : Math.exp(shares[j] - most);
      sum += shares[j];
    }
    for (int j = 0; j < rows.length; j++) {
      shares[j] /= sum;
    }
    return shares;
  }
}
