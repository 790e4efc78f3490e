package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.LossTargets;
import dev.shopfuse.training.network.RowBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Turns a batch into the arrays of the tower graph. Not thread-safe for batches, whose memory is
 * used again; what scoring asks for is new, and may be asked for by several threads.
 */
final class TowerInputs {
  private final TrainingConfig config;
  private final DataType type;
  private final UserVectors users;
  final TargetVectors items;
  final TargetVectors shops;
  final MatchCounts matches;
  private final Map<String, RowBuffer> kept = new HashMap<>();
  private final Map<String, Lookup> lookups = new HashMap<>();

  TowerInputs(
      TrainingConfig config,
      DataType type,
      UserVectors users,
      TargetVectors items,
      TargetVectors shops,
      MatchCounts matches) {
    this.config = config;
    this.type = type;
    this.users = users;
    this.items = items;
    this.shops = shops;
    this.matches = matches;
  }

  /** Returns the arrays in the order of {@link TowerGraph#inputs}. */
  INDArray[] arrays(GroupBatch batch) {
    return batchRows(batch).values().stream().map(RowBuffer::toArray).toArray(INDArray[]::new);
  }

  /**
   * Returns the inputs of the tower graph by name, in the order of {@link TowerGraph#inputs}; valid
   * until the next call.
   */
  Map<String, RowBuffer> batchRows(GroupBatch batch) {
    Map<String, RowBuffer> rows = new LinkedHashMap<>();
    for (String input : TowerGraph.inputs(config)) {
      rows.put(
          input,
          switch (input) {
            case TowerGraph.USER -> userRows(batch.users);
            case TowerGraph.ITEM -> targetRows(input, items, batch.items);
            case TowerGraph.ITEM_WEIGHT -> poolingRows(batch.items, batch.groups());
            case TowerGraph.SHOP -> targetRows(input, shops, batch.candidates);
            case TowerGraph.MATCH -> matchRows(batch);
            default -> throw new AssertionError(input);
          });
    }
    return rows;
  }

  /**
   * Adds the gradient of an input of the last batch to the table rows it was looked up in, once.
   *
   * @param input one that has features: users, items or shops
   */
  void addGradient(String input, float[] gradient) {
    Lookup lookup = lookups.remove(input);
    if (lookup == null) {
      throw new IllegalStateException(
          "No rows that were looked up for \"" + input + "\" wait for a gradient.");
    }
    lookup.addGradient(gradient);
  }

  private RowBuffer userRows(List<UserContext> contexts) {
    RowBuffer rows = kept(TowerGraph.USER, contexts.size(), users.width());
    lookups.put(TowerGraph.USER, users.write(contexts, rows));
    return rows;
  }

  private RowBuffer targetRows(String input, TargetVectors vectors, GroupBatch.Rows targets) {
    RowBuffer rows = kept(input, targets.count, vectors.width());
    lookups.put(input, vectors.write(targets.catalogueIndices(), rows));
    return rows;
  }

  /**
   * Returns zeros, in the memory of the last batch where that fits: fresh memory is in no cache.
   */
  private RowBuffer kept(String input, int rows, int width) {
    RowBuffer buffer = kept.get(input);
    if (buffer == null || buffer.rows() != rows || buffer.width() != width) {
      buffer = buffer(type, input, rows, width);
      kept.put(input, buffer);
    } else {
      buffer.clear();
    }
    return buffer;
  }

  /**
   * Returns zeros [rows, width].
   *
   * @param input what they are for
   * @throws InputException if no array holds so many
   */
  static RowBuffer buffer(DataType type, String input, long rows, int width) {
    if (rows * width > Integer.MAX_VALUE) {
      throw new InputException(
          "A worker's part of a batch has %,d %s rows of %,d numbers, more than an array holds; lower training.batch_size, the negatives or widths."
              .formatted(rows, input, width));
    }
    return new RowBuffer(type, Math.toIntExact(rows), width);
  }

  /** Returns labels and weights of an output, its loss multiplied with a factor. */
  LossTargets targets(GroupBatch batch, GroupBatch.Rows output, double factor) {
    float[] weights = Arrays.copyOf(output.losses, output.count);
    for (int row = 0; factor != 1 && row < weights.length; row++) {
      weights[row] *= (float) factor;
    }
    float[] corrections = new float[corrects(batch, output) ? output.count : 0];
    for (int row = 0; row < corrections.length; row++) {
      corrections[row] = correction(batch, output.indices[row]);
    }
    return new LossTargets(output.labels, corrections, weights);
  }

  private static boolean corrects(GroupBatch batch, GroupBatch.Rows output) {
    return output == batch.shops && batch.corrections.length > 0;
  }

  private static float correction(GroupBatch batch, int index) {
    return index == GroupBatch.PADDING ? 0 : batch.corrections[index];
  }

  /** Returns the labels of the graph's outputs; each call a new array, since DL4J frees them. */
  INDArray[] labels(GroupBatch batch) {
    return outputs(batch).stream()
        .map(
            rows ->
                corrects(batch, rows) ? corrected(batch, rows) : column(rows.labels, rows.count))
        .toArray(INDArray[]::new);
  }

  /** Labels with a second column: what the loss subtracts from the logit. */
  private INDArray corrected(GroupBatch batch, GroupBatch.Rows rows) {
    RowBuffer buffer = new RowBuffer(type, rows.count, 2);
    for (int row = 0; row < rows.count; row++) {
      buffer.set(2 * row, rows.labels[row]);
      buffer.set(2 * row + 1, correction(batch, rows.indices[row]));
    }
    return buffer.toArray();
  }

  /** Returns the loss weights of the graph's outputs. */
  INDArray[] losses(GroupBatch batch) {
    return outputs(batch).stream()
        .map(rows -> column(rows.losses, rows.count))
        .toArray(INDArray[]::new);
  }

  /** Returns the rows of the graph's outputs in their order. */
  List<GroupBatch.Rows> outputs(GroupBatch batch) {
    return config.hasItemTower() ? List.of(batch.items, batch.shops) : List.of(batch.shops);
  }

  INDArray users(List<UserContext> contexts) {
    RowBuffer rows = new RowBuffer(type, contexts.size(), users.width());
    users.write(contexts, rows);
    return rows.toArray();
  }

  RowBuffer rows(TargetVectors vectors, GroupBatch.Rows targets) {
    RowBuffer rows = buffer(type, "catalogue", targets.count, vectors.width());
    vectors.write(targets.catalogueIndices(), rows);
    return rows;
  }

  private RowBuffer matchRows(GroupBatch batch) {
    int size = batch.shops.count / batch.groups();
    return matches.rows(type, batch.users, batch.shops.indices, size, false);
  }

  /** Returns the match counts of every user with every shop, user by user. */
  INDArray matches(List<UserContext> contexts, int[] shopIndices) {
    return matches.rows(type, contexts, shopIndices, shopIndices.length, true).toArray();
  }

  INDArray pooling(GroupBatch.Rows rows, int groups) {
    return poolingRows(rows, groups).toArray();
  }

  private RowBuffer poolingRows(GroupBatch.Rows rows, int groups) {
    RowBuffer buffer = new RowBuffer(type, groups, rows.count / groups);
    for (int row = 0; row < rows.count; row++) {
      buffer.set(row, rows.pooling[row]);
    }
    return buffer;
  }

  private INDArray column(float[] values, int count) {
    RowBuffer buffer = new RowBuffer(type, count, 1);
    for (int row = 0; row < count; row++) {
      buffer.set(row, values[row]);
    }
    return buffer.toArray();
  }
}
