package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.RowGradients;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Central finite differences in double precision against the gradients of a step. */
class GradientCheckTest {
  private static final Offset<Double> TOLERANCE = Offset.offset(2e-8);

  /** Gradients of table rows are summed in floats. */
  private static final Offset<Double> FLOAT_TOLERANCE = Offset.offset(2e-7);

  private static FusedModel model(TrainingConfig config) {
    FeatureContract contract = TinyMarket.contract();
    return FusedModel.create(
        config, contract, TinyMarket.items(contract), TinyMarket.shops(contract), DataType.DOUBLE);
  }

  private static GroupBatch batch(FusedModel model) {
    List<UserContext> users = TinyMarket.contexts(model);
    BatchBuilder builder = new BatchBuilder(model.config());
    builder.add(users.get(0), 2, new int[] {3, 6}, new int[] {3, 0});
    builder.add(users.get(1), 4, new int[] {2, 4}, new int[] {7, 7});
    builder.add(users.get(2), 6, new int[] {5}, new int[0]);
    return builder.build();
  }

  /** The loss of the design, computed here from the predictions and not by the model. */
  private static double loss(FusedModel model, GroupBatch batch) {
    INDArray[] outputs = model.towers().output(false, model.inputs().arrays(batch));
    List<GroupBatch.Rows> rows = model.inputs().outputs(batch);
    double loss = 0;
    for (int i = 0; i < outputs.length; i++) {
      double[] probabilities = outputs[i].data().asDouble();
      for (int row = 0; row < probabilities.length; row++) {
        double p = probabilities[row];
        loss -= rows.get(i).losses[row] * Math.log(rows.get(i).labels[row] == 1 ? p : 1 - p);
      }
    }
    return loss;
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0", "ITEM_TO_SHOP, 0", "SHOP_TO_ITEM, 0", "BOTH, 0", "NONE, 3", "BOTH, 3"})
  void gradients_ofTowers_equalFiniteDifferences(Direction direction, int dotProduct) {
    FusedModel model = model(TinyMarket.config(direction, dotProduct));
    GroupBatch batch = batch(model);
    model.gradients(batch);
    INDArray gradient = model.towers().gradient().gradient().dup();
    INDArray params = model.towers().params();
    int moving = 0;
    for (long i = 0; i < params.length(); i++) {
      double before = params.getDouble(i);
      params.putScalar(i, before + 1e-5);
      double up = loss(model, batch);
      params.putScalar(i, before - 1e-5);
      double down = loss(model, batch);
      params.putScalar(i, before);
      assertThat(gradient.getDouble(i))
          .as("parameter %d", i)
          .isCloseTo((up - down) / 2e-5, TOLERANCE);
      moving += gradient.getDouble(i) != 0 ? 1 : 0;
    }
    assertThat(moving).isGreaterThan((int) params.length() * 9 / 10);
  }

  @ParameterizedTest
  @CsvSource({"NONE, 0", "ITEM_TO_SHOP, 0", "SHOP_TO_ITEM, 0", "BOTH, 0", "ITEM_TO_SHOP, 3"})
  void gradients_ofTableRows_equalFiniteDifferences(Direction direction, int dotProduct) {
    FusedModel model = model(TinyMarket.config(direction, dotProduct));
    GroupBatch batch = batch(model);
    for (String name : model.tables().keySet()) {
      model.gradients(batch);
      RowGradients gradients = model.tableSet().gradients(name);
      double[][] sums = sums(gradients, model.table(name));
      assertThat(gradients.count()).isGreaterThan(2);
      for (int row = 0; row < sums.length; row++) {
        for (int column = 0; column < sums[row].length; column++) {
          assertThat(sums[row][column])
              .as("%s row %d column %d", name, row, column)
              .isCloseTo(numeric(model, batch, name, row, column), FLOAT_TOLERANCE);
        }
      }
    }
  }

  private static double[][] sums(RowGradients gradients, EmbeddingTable table) {
    double[][] sums = new double[table.rows()][table.width()];
    for (int slot = 0; slot < gradients.count(); slot++) {
      for (int column = 0; column < table.width(); column++) {
        sums[gradients.row(slot)][column] = gradients.sum(slot, column);
      }
    }
    return sums;
  }

  private static double numeric(
      FusedModel model, GroupBatch batch, String name, int row, int column) {
    EmbeddingTable table = model.table(name);
    float before = table.weight(row, column);
    float high = before + 1e-4f;
    float low = before - 1e-4f;
    table.setWeight(row, column, high);
    double up = loss(model, batch);
    table.setWeight(row, column, low);
    double down = loss(model, batch);
    table.setWeight(row, column, before);
    return (up - down) / ((double) high - low);
  }

  @Test
  void gradients_noItemTower_equalFiniteDifferences() {
    TrainingConfig config =
        Settings.of("loss.item_weight: 0").apply("test", TinyMarket.config(Direction.NONE, 0));
    FusedModel model = model(config);
    GroupBatch batch = batch(model);
    model.gradients(batch);
    double[][] sums = sums(model.tableSet().gradients("shop_id"), model.table("shop_id"));
    assertThat(sums[2][1]).isCloseTo(numeric(model, batch, "shop_id", 2, 1), FLOAT_TOLERANCE);
    assertThat(model.towers().getVertex("item_1")).isNull();
  }
}
