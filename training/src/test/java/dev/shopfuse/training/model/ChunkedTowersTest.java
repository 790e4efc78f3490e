package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.chunk.ChunkedGraph;
import dev.shopfuse.training.network.embedding.RowGradients;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Models whose towers are trained in chunks against the same in double precision by DL4J. */
class ChunkedTowersTest {

  private static TrainingConfig config(String direction, String settings) {
    TrainingConfig base =
        TrainingConfig.parse(
            "tiny",
            """
            model: {hidden: [8, 6, 5], dropout: 0, item_samples: 3,
                    superposition: {direction: %s}}
            loss: {item_weight: 0.4, shop_weight: 1.3}
            negatives: {shops: 2, items: 2}
            training: {workers: 1}
            """
                .formatted(direction));
    return Settings.of(settings.split(";")).apply("test", base);
  }

  private static FusedModel model(TrainingConfig config, DataType type) {
    return TinyMarket.model(config, type);
  }

  private static GroupBatch batch(FusedModel model) {
    List<UserContext> users = TinyMarket.contexts(model);
    BatchBuilder builder =
        new BatchBuilder(model.config(), new float[] {0, 0, -1.5f, -0.5f, 0.25f, -1, -2});
    builder.add(users.get(0), 2, new int[] {3, 6}, new int[] {3, 0});
    builder.add(users.get(1), 4, new int[] {2, 4}, new int[] {7, 7});
    builder.add(users.get(2), 6, new int[] {5}, new int[0]);
    return builder.build();
  }

  @ParameterizedTest
  @CsvSource({
    "item_to_shop, loss.shop: bce",
    "none, loss.shop: focal",
    "shop_to_item, loss.shop: bce",
    "both, loss.shop: bpr",
    "item_to_shop, loss.shop: softmax",
    "item_to_shop, loss.weighting: uncertainty",
    "item_to_shop, model.match_counts: true",
  })
  void gradients_plainTowers_equalThoseOfDl4j(String direction, String settings) {
    TrainingConfig config = config(direction, settings);
    FusedModel chunked = model(config, DataType.FLOAT);
    FusedModel whole = model(config, DataType.DOUBLE);
    assertThat(ChunkedGraph.of(chunked.towers())).isPresent();
    whole.towers().params().assign(chunked.towers().params().castTo(DataType.DOUBLE));
    double loss = chunked.gradients(batch(chunked));
    assertThat(loss).isCloseTo(whole.gradients(batch(whole)), Offset.offset(1e-5));
    assertThat(chunked.towers().getGradientsViewArray().toDoubleVector())
        .usingComparatorWithPrecision(1e-5)
        .containsExactly(whole.towers().getGradientsViewArray().toDoubleVector());
    for (String name : chunked.tables().keySet()) {
      assertThat(sums(chunked, name))
          .as(name)
          .usingComparatorWithPrecision(1e-5)
          .containsExactly(sums(whole, name));
    }
  }

  /** Of the shape of {@link #batch}, but with other padding; or smaller. */
  private static GroupBatch other(FusedModel model, int groups) {
    List<UserContext> users = TinyMarket.contexts(model);
    BatchBuilder builder = new BatchBuilder(model.config());
    for (int group = 0; group < groups; group++) {
      boolean last = group == 2;
      builder.add(
          users.get(2 - group),
          3,
          last ? new int[] {2, 4} : new int[] {5},
          last ? new int[] {3, 7} : new int[0]);
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loss.shop: bce", "model.dropout: 0.1"})
  void gradients_memoryOfEarlierBatches_leavesNoTrace(String settings) {
    TrainingConfig config = config("item_to_shop", settings);
    FusedModel used = model(config, DataType.FLOAT);
    assertThat(ChunkedGraph.of(used.towers())).isPresent();
    used.gradients(batch(used));
    for (int groups : new int[] {3, 1, 3}) {
      FusedModel fresh = model(config, DataType.FLOAT);
      assertThat(used.gradients(other(used, groups)))
          .isEqualTo(fresh.gradients(other(fresh, groups)));
      assertThat(used.towers().getGradientsViewArray().toFloatVector())
          .isEqualTo(fresh.towers().getGradientsViewArray().toFloatVector());
      for (String name : used.tables().keySet()) {
        assertThat(sums(used, name)).as(name).isEqualTo(sums(fresh, name));
      }
    }
  }

  private static double[] sums(FusedModel model, String table) {
    int width = model.table(table).width();
    double[] sums = new double[model.table(table).rows() * width];
    RowGradients gradients = model.tableSet().gradients(table);
    for (int slot = 0; slot < gradients.count(); slot++) {
      for (int column = 0; column < width; column++) {
        sums[gradients.row(slot) * width + column] = gradients.sum(slot, column);
      }
    }
    return sums;
  }
}
