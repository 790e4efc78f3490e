package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.RowBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Turns a batch into the arrays of the tower graph, and gradients back to table rows. */
final class TowerInputs {
  private final TrainingConfig config;
  private final DataType type;
  final UserVectors users;
  final TargetVectors items;
  final TargetVectors shops;

  TowerInputs(
      TrainingConfig config,
      DataType type,
      UserVectors users,
      TargetVectors items,
      TargetVectors shops) {
    this.config = config;
    this.type = type;
    this.users = users;
    this.items = items;
    this.shops = shops;
  }

  /** Returns the arrays in the order of {@link TowerGraph#inputs}. */
  INDArray[] arrays(GroupBatch batch) {
    return TowerGraph.inputs(config).stream()
        .map(
            input ->
                switch (input) {
                  case TowerGraph.USER -> users(batch.users);
                  case TowerGraph.ITEM -> rows(items, batch.items).toArray();
                  case TowerGraph.ITEM_WEIGHT -> pooling(batch.items, batch.groups());
                  case TowerGraph.SHOP -> rows(shops, batch.candidates).toArray();
                  default -> throw new AssertionError(input);
                })
        .toArray(INDArray[]::new);
  }

  /** Returns the labels of the graph's outputs; each call a new array, since DL4J frees them. */
  INDArray[] labels(GroupBatch batch) {
    return outputs(batch).stream()
        .map(
            rows ->
                rows == batch.shops && batch.corrections.length > 0
                    ? corrected(rows, batch.corrections)
                    : column(rows.labels, rows.count))
        .toArray(INDArray[]::new);
  }

  /** Labels with a second column: what the loss subtracts from the logit. */
  private INDArray corrected(GroupBatch.Rows rows, float[] corrections) {
    RowBuffer buffer = new RowBuffer(type, rows.count, 2);
    for (int row = 0; row < rows.count; row++) {
      int index = rows.indices[row];
      buffer.set(2 * row, rows.labels[row]);
      buffer.set(2 * row + 1, index == GroupBatch.PADDING ? 0 : corrections[index]);
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
    RowBuffer buffer = new RowBuffer(type, contexts.size(), users.width());
    for (int row = 0; row < contexts.size(); row++) {
      users.write(contexts.get(row), buffer, row);
    }
    return buffer.toArray();
  }

  RowBuffer rows(TargetVectors vectors, GroupBatch.Rows rows) {
    RowBuffer buffer = new RowBuffer(type, rows.count, vectors.width());
    for (int row = 0; row < rows.count; row++) {
      if (rows.indices[row] != GroupBatch.PADDING) {
        vectors.write(rows.indices[row], buffer, row);
      }
    }
    return buffer;
  }

  INDArray pooling(GroupBatch.Rows rows, int groups) {
    RowBuffer buffer = new RowBuffer(type, groups, rows.count / groups);
    for (int row = 0; row < rows.count; row++) {
      buffer.set(row, rows.pooling[row]);
    }
    return buffer.toArray();
  }

  /** Adds the gradient of looked up rows to the tables' gradients. */
  static void addGradient(TargetVectors vectors, GroupBatch.Rows rows, float[] gradient) {
    for (int row = 0; row < rows.count; row++) {
      if (rows.indices[row] != GroupBatch.PADDING) {
        vectors.addGradient(rows.indices[row], gradient, row);
      }
    }
  }

  private INDArray column(float[] values, int count) {
    RowBuffer buffer = new RowBuffer(type, count, 1);
    for (int row = 0; row < count; row++) {
      buffer.set(row, values[row]);
    }
    return buffer.toArray();
  }
}
