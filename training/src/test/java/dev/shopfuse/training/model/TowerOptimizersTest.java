package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TowerOptimizer;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.TowerUpdate;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.WeightDecay;

class TowerOptimizersTest {
  private static FusedModel model(TowerOptimizer optimizer) {
    TrainingConfig config =
        Settings.of(
                "optimizer.towers: " + optimizer.name().toLowerCase(Locale.ROOT),
                "optimizer.warm_up_steps: 4",
                "optimizer.decay_steps: 100",
                "training.learning_rate: 0.01")
            .apply("test", TinyMarket.config(Direction.ITEM_TO_SHOP, 0));
    return TinyMarket.model(config, DataType.DOUBLE);
  }

  private static GroupBatch batch(FusedModel model) {
    List<UserContext> users = TinyMarket.contexts(model);
    BatchBuilder builder = new BatchBuilder(model.config());
    builder.add(users.get(0), 2, new int[] {3, 6}, new int[] {3, 0});
    builder.add(users.get(1), 4, new int[] {2, 4}, new int[] {7, 7});
    return builder.build();
  }

  @ParameterizedTest
  @EnumSource(TowerOptimizer.class)
  void step_everyOptimizerWithAWarmUp_lowersTheLossOfABatch(TowerOptimizer optimizer) {
    FusedModel model = model(optimizer);
    GroupBatch batch = batch(model);
    double first = model.step(batch);
    double last = first;
    for (int step = 0; step < 30; step++) {
      last = model.step(batch);
    }
    assertThat(last).isLessThan(first);
  }

  @ParameterizedTest
  @EnumSource(TowerOptimizer.class)
  void defaults_savedAndRead_updateAsBefore(TowerOptimizer optimizer) {
    ComputationGraph towers = model(optimizer).towers();
    ComputationGraph read =
        new ComputationGraph(
            ComputationGraphConfiguration.fromJson(towers.getConfiguration().toJson()));
    read.init(towers.params().dup(), false);
    assertThat(change(read)).isEqualTo(change(towers));
  }

  /** DL4J leaves a layer that has a penalty of its own without those of all layers. */
  @Test
  void defaults_weightDecayBesideAPenaltyOnTheMatrix_decaysEveryLayer() {
    TrainingConfig config =
        Settings.of(
                "optimizer.weight_decay: 0.01",
                "model.superposition.variant: projected",
                "model.superposition.l1: 0.001")
            .apply("test", TinyMarket.config(Direction.ITEM_TO_SHOP, 0));
    for (Layer layer : TinyMarket.model(config, DataType.DOUBLE).towers().getLayers()) {
      if (layer.paramTable().containsKey("W")) {
        assertThat(layer.conf().getLayer().getRegularizationByParam("W"))
            .as(layer.conf().getLayer().getLayerName())
            .hasAtLeastOneElementOfType(WeightDecay.class);
      }
    }
  }

  /** The parameters after an update by gradients of one half. */
  private static INDArray change(ComputationGraph graph) {
    graph.initGradientsView();
    graph.getGradientsViewArray().assign(0.5);
    graph.setGradient(new DefaultGradient(graph.getGradientsViewArray()));
    TowerUpdate.apply(graph, List.of());
    assertThat(graph.params().isNaN().any()).isFalse();
    return graph.params();
  }
}
