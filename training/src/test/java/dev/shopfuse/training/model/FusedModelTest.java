package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class FusedModelTest {
  private static final int[] ALL_SHOPS = IntStream.range(2, 2 + TinyMarket.SHOPS).toArray();

  private static FusedModel model(TrainingConfig config) {
    return model(config, DataType.FLOAT);
  }

  private static FusedModel model(TrainingConfig config, DataType type) {
    return TinyMarket.model(config, type);
  }

  private static GroupBatch batch(FusedModel model, int... itemNegatives) {
    BatchBuilder builder = new BatchBuilder(model.config());
    UserContext user = TinyMarket.contexts(model).get(1);
    builder.add(user, 4, new int[] {2, 3}, itemNegatives);
    return builder.build();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void step_repeated_lowersTheLoss(Direction direction) {
    FusedModel model = model(TinyMarket.config(direction, 0));
    GroupBatch batch = batch(model, 6, 7);
    double first = model.step(batch);
    double last = first;
    for (int i = 0; i < 300; i++) {
      last = model.step(batch);
    }
    assertThat(last).isLessThan(first / 2);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void gradients_loss_isTheWeightedSumOfBothMeans(Direction direction) {
    FusedModel model = model(TinyMarket.config(direction, 2), DataType.DOUBLE);
    BatchBuilder builder = new BatchBuilder(model.config());
    List<UserContext> users = TinyMarket.contexts(model);
    builder.add(users.get(0), 2, new int[] {3, 6}, new int[] {3, 0});
    builder.add(users.get(2), 6, new int[] {5}, new int[0]);
    GroupBatch batch = builder.build();
    double loss = model.gradients(batch);
    Map<String, INDArray> values = model.towers().feedForward(model.inputs().arrays(batch), false);
    double expected =
        0.4 * mean(values.get("item_prediction"), batch.items)
            + 1.3 * mean(values.get("shop_prediction"), batch.shops);
    assertThat(loss).isCloseTo(expected, Offset.offset(1e-6));
    // User 0: 3 visited samples and 2 negatives; user 2 has neither. Shops: 3 and 2 rows.
    assertThat(labelled(batch.items)).isEqualTo(5);
    assertThat(labelled(batch.shops)).isEqualTo(5);
  }

  private static double mean(INDArray probabilities, GroupBatch.Rows rows) {
    double sum = 0;
    for (int row = 0; row < rows.count; row++) {
      double p = probabilities.getDouble(row);
      sum -= rows.losses[row] == 0 ? 0 : Math.log(rows.labels[row] == 1 ? p : 1 - p);
    }
    return sum / labelled(rows);
  }

  private static int labelled(GroupBatch.Rows rows) {
    return (int) IntStream.range(0, rows.count).filter(i -> rows.losses[i] > 0).count();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void shopPrediction_otherItemNegatives_staysTheSame(Direction direction) {
    FusedModel model = model(TinyMarket.config(direction, 0));
    assertThat(shopPrediction(model, batch(model, 6, 7)))
        .isEqualTo(shopPrediction(model, batch(model, 4, 5)))
        .isEqualTo(shopPrediction(model, batch(model)));
  }

  private static float[] shopPrediction(FusedModel model, GroupBatch batch) {
    INDArray[] outputs = model.towers().output(model.inputs().arrays(batch));
    return outputs[1].data().asFloat();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void scoreShops_sameUser_equalsTheTrainingGraph(Direction direction) {
    FusedModel model = model(TinyMarket.config(direction, 2));
    float[] scores = model.scoreShops(TinyMarket.contexts(model).get(1), new int[] {4, 2, 3});
    assertThat(scores)
        .containsExactly(shopPrediction(model, batch(model, 6)), Offset.offset(1e-6f));
  }

  @Test
  void scoreShops_itemVisitsDiffer_scoresDifferOnlyWithSuperposition() {
    FusedModel fused = model(TinyMarket.config(Direction.ITEM_TO_SHOP, 0));
    FusedModel shared = model(TinyMarket.config(Direction.NONE, 0));
    for (FusedModel model : List.of(fused, shared)) {
      int[] none = new int[0];
      Map<String, String> user = Map.of("user_id", "u1");
      float[] first =
          model.scoreShops(model.contexts().encode(user, new int[] {2}, none), ALL_SHOPS);
      float[] second =
          model.scoreShops(model.contexts().encode(user, new int[] {5}, none), ALL_SHOPS);
      assertThat(Arrays.equals(first, second)).isEqualTo(model == shared);
    }
  }

  @Test
  void scoring_manyUsers_equalsOneByOne() {
    FusedModel model = model(TinyMarket.config(Direction.BOTH, 0));
    List<UserContext> users = TinyMarket.contexts(model);
    float[][] together = model.scoring(ALL_SHOPS).score(users);
    for (int i = 0; i < users.size(); i++) {
      assertThat(together[i])
          .containsExactly(model.scoreShops(users.get(i), ALL_SHOPS), Offset.offset(1e-6f));
    }
  }

  @Test
  void step_rowsOutsideTheBatch_keepTheirBytes() {
    FusedModel model = model(TinyMarket.config(Direction.ITEM_TO_SHOP, 0));
    Map<String, float[]> before = new LinkedHashMap<>();
    model.tables().forEach((name, table) -> before.put(name, table.weights()));
    GroupBatch batch = batch(model, 6, 7);
    for (int i = 0; i < 5; i++) {
      model.step(batch);
    }
    // User 1; items 2 and 3 visited, 6 and 7 negative; contents of shops 2 (none), 3 and 4.
    assertThat(changed(model.table("user_id"), before)).containsExactly(3);
    assertThat(changed(model.table("shop_id"), before)).containsExactly(2, 3, 4);
    assertThat(changed(model.table("item_id"), before)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    model.step(batch(model));
  }

  private static List<Integer> changed(EmbeddingTable table, Map<String, float[]> before) {
    float[] now = table.weights();
    float[] then = before.get(table.name());
    int width = table.width();
    return IntStream.range(0, table.rows())
        .filter(
            r -> !Arrays.equals(now, r * width, (r + 1) * width, then, r * width, (r + 1) * width))
        .boxed()
        .toList();
  }

  @Test
  void add_moreNegativesThanConfigured_isRefused() {
    FusedModel model = model(TinyMarket.config(Direction.NONE, 0));
    assertThatThrownBy(() -> batch(model, 2, 3, 4)).hasMessageContaining("configured are 2 and 2");
  }
}
