package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.training.network.EmbeddingTable;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.RowGradients;

/** One feature of many encoded rows, and the table its values are looked up in. */
sealed interface FeatureColumn {
  /** Writes the columns of a row from cell {@code at} on. */
  void write(int row, RowBuffer target, int at);

  /** Adds the gradient of those columns, {@code gradient[at..]}, to the table's rows. */
  void addGradient(int row, float[] gradient, int at);

  /** Returns the column of a feature. */
  static FeatureColumn of(Feature feature, EncodedFeatures rows, TableSet tables) {
    String table = feature.table();
    if (table == null) {
      return new Scalar(rows.numbers(feature));
    }
    if (feature.isSequence()) {
      return new Sequence(
          rows.offsets(feature),
          rows.values(feature),
          tables.table(table),
          tables.gradients(table));
    }
    return new Index(rows.indices(feature), tables.table(table), tables.gradients(table));
  }

  /** An id, category or bucketed number: one table row. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the encoders' own arrays.
  record Index(int[] indices, EmbeddingTable table, RowGradients gradients)
      implements FeatureColumn {
    @Override
    public void write(int row, RowBuffer target, int at) {
      table.lookup(indices[row], target, at);
    }

    @Override
    public void addGradient(int row, float[] gradient, int at) {
      gradients.add(indices[row], gradient, at, 1);
    }
  }

  /** A list: the mean of its table rows. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the encoders' own arrays.
  record Sequence(int[] offsets, int[] values, EmbeddingTable table, RowGradients gradients)
      implements FeatureColumn {
    @Override
    public void write(int row, RowBuffer target, int at) {
      table.lookupPooled(
          values, offsets[row], offsets[row + 1], IndexEncoding.NONE_ROW, target, at);
    }

    @Override
    public void addGradient(int row, float[] gradient, int at) {
      gradients.addPooled(
          values, offsets[row], offsets[row + 1], IndexEncoding.NONE_ROW, gradient, at);
    }
  }

  /** A scaled number: one column, no table. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the encoders' own arrays.
  record Scalar(float[] numbers) implements FeatureColumn {
    @Override
    public void write(int row, RowBuffer target, int at) {
      target.set(at, numbers[row]);
    }

    @Override
    public void addGradient(int row, float[] gradient, int at) {}
  }
}
