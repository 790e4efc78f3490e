package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.RowGradients;

/**
 * One feature of many encoded rows, and the table its values are looked up in. Of a batch of rows
 * it fills in the cells from {@code at + i * stride} on for row number i; a negative row is left
 * out.
 */
sealed interface FeatureColumn {
  /**
   * Writes the columns of a batch of rows.
   *
   * @param rows kept by what is returned, so not to be changed
   */
  Lookup write(int[] rows, RowBuffer target, int at, int stride);

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
    public Lookup write(int[] rows, RowBuffer target, int at, int stride) {
      int[] tableRows = tableRows(rows);
      table.lookup(tableRows, target, at, stride);
      return gradient -> gradients.add(tableRows, gradient, at, stride);
    }

    private int[] tableRows(int[] rows) {
      int[] found = new int[rows.length];
      for (int i = 0; i < rows.length; i++) {
        found[i] = rows[i] < 0 ? EmbeddingTable.NO_ROW : indices[rows[i]];
      }
      return found;
    }
  }

  /** A list: the mean of its table rows. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the encoders' own arrays.
  record Sequence(int[] offsets, int[] values, EmbeddingTable table, RowGradients gradients)
      implements FeatureColumn {
    @Override
    public Lookup write(int[] rows, RowBuffer target, int at, int stride) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0) {
          int from = offsets[rows[i]];
          int to = offsets[rows[i] + 1];
          table.lookupPooled(values, from, to, IndexEncoding.NONE_ROW, target, at + i * stride);
        }
      }
      return gradient -> addGradient(rows, gradient, at, stride);
    }

    private void addGradient(int[] rows, float[] gradient, int at, int stride) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0) {
          int from = offsets[rows[i]];
          int to = offsets[rows[i] + 1];
          gradients.addPooled(values, from, to, IndexEncoding.NONE_ROW, gradient, at + i * stride);
        }
      }
    }
  }

  /** A scaled number: one column, no table. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the encoders' own arrays.
  record Scalar(float[] numbers) implements FeatureColumn {
    @Override
    public Lookup write(int[] rows, RowBuffer target, int at, int stride) {
      for (int i = 0; i < rows.length; i++) {
        if (rows[i] >= 0) {
          target.set(at + i * stride, numbers[rows[i]]);
        }
      }
      return gradient -> {};
    }
  }
}
