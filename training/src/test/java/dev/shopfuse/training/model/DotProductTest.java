package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.FeatureWidths.Part;
import dev.shopfuse.training.network.BinaryLogitLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DotProductTest {
  private static final Map<String, FeatureWidths> FEATURES =
      Map.of(
          TowerGraph.USER,
          widths(new Part("book", 2), new Part("list", 2), new Part("age", 3)),
          TowerGraph.ITEM,
          widths(new Part("book", 2), new Part("author", 2)),
          TowerGraph.SHOP,
          widths(new Part("list", 2), new Part("book", 2), new Part(null, 1)));

  private static FeatureWidths widths(Part... parts) {
    return new FeatureWidths(List.of(parts));
  }

  private static ModelConfig model(int width, String vectors, double temperature) {
    return TrainingConfig.parse(
            "c.yaml",
            "model: {dot_product: %d, dot_vectors: %s, dot_temperature: %s}"
                .formatted(width, vectors, temperature))
        .model();
  }

  private static GraphBuilder graph() {
    return new NeuralNetConfiguration.Builder()
        .graphBuilder()
        .addInputs("shop_logit", "user_embedding", "shop_embedding")
        .setInputTypes(
            InputType.feedForward(1), InputType.feedForward(7), InputType.feedForward(5));
  }

  /**
   * One user: books (1, 0), lists (0, 2). Two shops: (0, 3) with books (1, 1), and (1, 1), (0, 1).
   */
  private static INDArray logits(ModelConfig model) {
    GraphBuilder builder = graph();
    DotProduct product = new DotProduct(builder, model, FEATURES);
    String sum =
        product.addTo(
            "shop_logit", TowerGraph.SHOP, space -> product.vector(TowerGraph.USER, space), false);
    builder.addLayer(
        "out",
        new LossLayer.Builder(new BinaryLogitLoss()).activation(Activation.SIGMOID).build(),
        sum);
    ComputationGraph graph = new ComputationGraph(builder.setOutputs("out").build());
    graph.init();
    INDArray[] inputs = {
      Nd4j.create(new float[][] {{0.5f}, {-1}}),
      Nd4j.create(new float[][] {{1, 0, 0, 2, 9, 9, 9}}),
      Nd4j.create(new float[][] {{0, 3, 1, 1, 9}, {1, 1, 0, 1, 9}})
    };
    return graph.feedForward(inputs, false).get(sum);
  }

  @Test
  void addTo_tables_addsTheProductOfEachSharedTable() {
    INDArray plain = logits(model(2, "tables", 0));
    assertThat(plain.getDouble(0)).isEqualTo(0.5 + 1 + 6, within(1e-5));
    assertThat(plain.getDouble(1)).isEqualTo(-1 + 0 + 2, within(1e-5));
    INDArray cosines = logits(model(2, "tables", 0.5));
    assertThat(cosines.getDouble(0)).isEqualTo(0.5 + (Math.sqrt(0.5) + 1) / 0.5, within(1e-5));
    assertThat(cosines.getDouble(1)).isEqualTo(-1 + Math.sqrt(0.5) / 0.5, within(1e-5));
  }

  @Test
  void addTo_summed_addsOneProductOfAllFeatures() {
    INDArray plain = logits(model(2, "summed", 0));
    assertThat(plain.getDouble(0)).isEqualTo(0.5 + 1 + 8, within(1e-5));
    INDArray cosine = logits(model(2, "summed", 0.5));
    double expected = 9 / Math.sqrt(5 * 17) / 0.5;
    assertThat(cosine.getDouble(0)).isEqualTo(0.5 + expected, within(1e-5));
  }

  @Test
  void spaces_tables_areThoseThatUserAndSideLookUp() {
    DotProduct tables = new DotProduct(graph(), model(2, "tables", 0), FEATURES);
    assertThat(tables.spaces(TowerGraph.SHOP)).containsExactly("list", "book");
    assertThat(tables.spaces(TowerGraph.ITEM)).containsExactly("book");
  }

  @ParameterizedTest
  @CsvSource({
    "tables, 3, 'users and shops have no table of that width in common; set it to the width'",
    "summed, 3, no shop feature of that width is looked up in a table",
    "summed, 4, no user feature of that width is looked up in a table"
  })
  void addTo_widthThatDoesNotFit_saysWhoLacksWhat(String vectors, int width, String message) {
    assertThatThrownBy(() -> logits(model(width, vectors, 0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.dot_product is " + width + ", but " + message);
  }

  @Test
  void addTo_tablesWhoseNamesBeginAlike_stayApart() {
    FeatureWidths both =
        widths(new Part("brand", 2), new Part("brand_unit", 2), new Part("brand_scaled", 1));
    Map<String, FeatureWidths> features = Map.of(TowerGraph.USER, both, TowerGraph.SHOP, both);
    GraphBuilder builder = graph();
    DotProduct product = new DotProduct(builder, model(2, "tables", 0.5), features);
    product.addTo(
        "shop_logit", TowerGraph.SHOP, space -> product.vector(TowerGraph.USER, space), false);
    assertThat(builder.getVertexInputs().get("shop_logit_sum")).hasSize(3);
    assertThat(builder.getVertexInputs().get("shop_logit_dot(brand_unit)"))
        .containsExactly("shop_dot(brand_unit)_2_unit", "user_dot(brand_unit)_2_unit");
  }

  @ParameterizedTest
  @CsvSource({
    "item_to_shop, 'user_dot item_dot shop_dot'",
    "none, 'user_dot shop_dot'",
  })
  void graph_projected_keepsTheOrderOfLayersThatSavedModelsHave(String direction, String order) {
    TrainingConfig config =
        TrainingConfig.parse(
            "c.yaml",
            "model: {dot_product: 3, superposition: {direction: %s}}".formatted(direction));
    FusedModel model = TinyMarket.model(config, DataType.FLOAT);
    assertThat(
            Arrays.stream(model.towers().getLayers())
                .map(layer -> layer.conf().getLayer().getLayerName())
                .filter(name -> name.endsWith("_dot")))
        .containsExactly(order.split(" "));
  }
}
