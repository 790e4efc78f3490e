package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.RowGradients;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Finite differences in double precision for every variant of the model and every loss. */
class VariantGradientTest {
  private static final Offset<Double> TOLERANCE = Offset.offset(5e-7);
  private static final int CELLS = 3;
  private static final float[] CORRECTIONS = {0, 0, -1.5f, -0.5f, 0.25f, -1, -2};

  /** The settings of a case, separated by semicolons, on top of the tiny configuration. */
  private static TrainingConfig config(String direction, String settings) {
    TrainingConfig base =
        TrainingConfig.parse(
            "tiny",
            """
            model: {hidden: [4, 4, 3], activation: tanh, dropout: 0, item_samples: 3,
                    superposition: {direction: %s}}
            loss: {item_weight: 0.4, shop_weight: 1.3}
            negatives: {shops: 2, items: 2}
            training: {workers: 1}
            """
                .formatted(direction));
    return Settings.of(settings.split(";")).apply("test", base);
  }

  private static FusedModel model(TrainingConfig config) {
    FeatureContract contract = TinyMarket.contract();
    FusedModel model =
        FusedModel.create(
            config,
            contract,
            TinyMarket.items(contract),
            TinyMarket.shops(contract),
            DataType.DOUBLE);
    spread(model);
    return model;
  }

  /** Moves all weights away from where they start: a scalar of 0 would hide what it scales. */
  private static void spread(FusedModel model) {
    INDArray params = model.towers().params();
    for (long i = 0; i < params.length(); i++) {
      params.putScalar(i, params.getDouble(i) + 0.3 * Math.sin(1.0 + i));
    }
    for (EmbeddingTable table : model.tables().values()) {
      for (int row = 0; row < table.rows(); row++) {
        for (int column = 0; column < table.width(); column++) {
          table.setWeight(row, column, (float) Math.sin(1.0 + 3 * row + 7 * column));
        }
      }
    }
  }

  private static GroupBatch batch(FusedModel model) {
    List<UserContext> users = TinyMarket.contexts(model);
    BatchBuilder builder = new BatchBuilder(model.config(), CORRECTIONS);
    if (model.config().negatives().shared()) {
      builder.share(new int[] {3, 6, 2});
      builder.addSharing(users.get(0), 2, new int[] {2, 4}, new int[] {3, 0});
      builder.addSharing(users.get(1), 4, new int[] {4}, new int[] {7, 7});
      builder.addSharing(users.get(2), 6, new int[] {6}, new int[0]);
    } else {
      builder.add(users.get(0), 2, new int[] {3, 6}, new int[] {3, 0});
      builder.add(users.get(1), 4, new int[] {2, 4}, new int[] {7, 7});
      builder.add(users.get(2), 6, new int[] {5}, new int[0]);
    }
    return builder.build();
  }

  @ParameterizedTest
  @CsvSource({
    "item_to_shop, model.superposition.variant: scaled",
    "item_to_shop, model.superposition.variant: projected",
    "item_to_shop, model.superposition.variant: gated",
    "shop_to_item, model.superposition.variant: scaled",
    "shop_to_item, model.superposition.variant: gated",
    "both, model.superposition.variant: projected",
    "both, model.superposition.variant: gated;model.superposition.layer_norm: true",
    "item_to_shop, model.superposition.pooling: attention",
    "both, model.superposition.pooling: attention;model.superposition.variant: gated",
    "item_to_shop, model.superposition.layer_norm: true",
    "item_to_shop, model.dot_product: 3;model.superposition.variant: gated",
    "item_to_shop, model.dot_product: 3;model.dot_temperature: 0.5",
    "item_to_shop, model.dot_product: 4;model.dot_vectors: summed;model.dot_temperature: 0.5",
    "item_to_shop, model.dot_product: 4;model.dot_vectors: summed;model.dot_items: true",
    "item_to_shop, model.dot_product: 4;model.dot_vectors: tables;model.dot_items: true",
    "both, model.dot_product: 4;model.dot_vectors: tables;model.superposition.variant: gated",
    "shop_to_item, model.dot_product: 3;model.dot_items: true;model.dot_temperature: 0.5",
    "none, negatives.sharing: batch;loss.shop: softmax;model.dot_product: 3;model.dot_items: true",
    "item_to_shop, negatives.sharing: batch;loss.shop: softmax;model.dot_product: 4;model.dot_vectors: tables;"
        + "model.dot_items: true;model.dot_temperature: 0.5",
    "item_to_shop, model.match_counts: true",
    "both, model.match_counts: true;model.dot_product: 3",
    "item_to_shop, negatives.sharing: batch;loss.shop: softmax;model.match_counts: true",
    "none, loss.shop: focal",
    "item_to_shop, loss.shop: softmax",
    "shop_to_item, loss.shop: softmax",
    "item_to_shop, loss.shop: bpr",
    "item_to_shop, loss.shop: softmax;negatives.hardest: 1",
    "item_to_shop, negatives.sharing: batch",
    "none, negatives.sharing: batch;loss.shop: softmax;model.dot_product: 3",
    "item_to_shop, negatives.sharing: batch;loss.shop: softmax;model.superposition.variant: gated",
    "item_to_shop, negatives.sharing: batch;loss.shop: bpr;model.superposition.pooling: attention",
    "item_to_shop, model.history_pooling: attention",
    "item_to_shop, loss.weighting: uncertainty",
  })
  void gradients_ofAVariant_equalFiniteDifferences(String direction, String settings) {
    FusedModel model = model(config(direction, settings));
    GroupBatch batch = batch(model);
    assertThat(checkTowers(model, batch)).as("share of moving parameters").isGreaterThan(0.6);
    for (String name : model.tables().keySet()) {
      checkTable(model, batch, name);
    }
  }

  /** Checks some cells of every parameter of every layer; returns the share with a gradient. */
  private static double checkTowers(FusedModel model, GroupBatch batch) {
    model.gradients(batch);
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    model
        .towers()
        .gradient()
        .gradientForVariable()
        .forEach((name, gradient) -> gradients.put(name, gradient.dup()));
    int checked = 0;
    int moving = 0;
    for (Map.Entry<String, INDArray> entry : gradients.entrySet()) {
      INDArray params = model.towers().getParam(entry.getKey());
      for (long i = 0; i < params.length(); i += Math.max(1, params.length() / CELLS)) {
        int[] cell =
            params.rank() == 1
                ? new int[] {(int) i}
                : new int[] {(int) (i / params.size(1)), (int) (i % params.size(1))};
        double gradient = entry.getValue().reshape(params.shape()).getDouble(cell);
        assertThat(gradient)
            .as("%s %s", entry.getKey(), Arrays.toString(cell))
            .isCloseTo(numeric(model, batch, params, cell), TOLERANCE);
        checked++;
        moving += gradient != 0 ? 1 : 0;
      }
    }
    return (double) moving / checked;
  }

  private static double numeric(FusedModel model, GroupBatch batch, INDArray params, int[] cell) {
    double before = params.getDouble(cell);
    params.putScalar(cell, before + 1e-5);
    double up = model.gradients(batch);
    params.putScalar(cell, before - 1e-5);
    double down = model.gradients(batch);
    params.putScalar(cell, before);
    return (up - down) / 2e-5;
  }

  private static void checkTable(FusedModel model, GroupBatch batch, String name) {
    model.gradients(batch);
    EmbeddingTable table = model.table(name);
    RowGradients gradients = model.tableSet().gradients(name);
    double[][] sums = new double[table.rows()][table.width()];
    for (int slot = 0; slot < gradients.count(); slot++) {
      for (int column = 0; column < table.width(); column++) {
        sums[gradients.row(slot)][column] = gradients.sum(slot, column);
      }
    }
    for (int row = 0; row < table.rows(); row += 1 + table.rows() / 4) {
      for (int column = 0; column < table.width(); column += 2) {
        assertThat(sums[row][column])
            .as("%s row %d column %d", name, row, column)
            .isCloseTo(numeric(model, batch, table, row, column), Offset.offset(2e-6));
      }
    }
  }

  private static double numeric(
      FusedModel model, GroupBatch batch, EmbeddingTable table, int row, int column) {
    float before = table.weight(row, column);
    float high = before + 1e-4f;
    float low = before - 1e-4f;
    table.setWeight(row, column, high);
    double up = model.gradients(batch);
    table.setWeight(row, column, low);
    double down = model.gradients(batch);
    table.setWeight(row, column, before);
    return (up - down) / ((double) high - low);
  }
}
