package dev.shopfuse.export.pass;

import static dev.shopfuse.export.pass.PassContract.operators;
import static dev.shopfuse.export.pass.PassContract.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.OnnxSession.Array;
import dev.shopfuse.export.layer.GraphConverter;
import dev.shopfuse.export.layer.LayerConverters;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** An ordinary two-tower network of DL4J, one user against N candidates. */
class SharedInputTest {
  private static final int USER = 6;
  private static final int SHOP = 4;
  private static final int CANDIDATES = 5;

  private static OnnxGraph plain() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .graphBuilder()
                .addInputs("user", "shop")
                .addLayer("user_1", dense(USER, 8), "user")
                .addLayer("shop_1", dense(SHOP, 7), "shop")
                .addVertex("both", new MergeVertex(), "shop_1", "user_1")
                .addLayer("both_1", dense(15, 8), "both")
                .addLayer(
                    "score",
                    new OutputLayer.Builder(LossFunction.XENT)
                        .nIn(8)
                        .nOut(1)
                        .activation(Activation.SIGMOID)
                        .build(),
                    "both_1")
                .setOutputs("score")
                .build());
    network.init();
    GraphBuilder graph = new GraphBuilder("two_towers");
    Map<String, Value> inputs =
        Map.of("user", input(graph, "user", USER), "shop", input(graph, "shop", SHOP));
    new GraphConverter(network, LayerConverters.standard())
        .convert(graph, "", inputs, List.of("score"))
        .forEach(graph::output);
    return graph.build();
  }

  private static DenseLayer dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH).build();
  }

  private static Value input(GraphBuilder graph, String name, int width) {
    return graph.input(name, ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(width)));
  }

  private static Array tiled(float[] row, int rows) {
    float[] all = new float[rows * row.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = row[i % row.length];
    }
    return new Array(all, rows, row.length);
  }

  @Test
  void standard_userGivenAsOneRow_isComputedOnceAndScoresAsTiled() {
    OnnxGraph plain = plain();
    OnnxGraph shared =
        PassSequence.standard().apply(new ShareRows(Set.of("user")).apply(plain)).graph();
    float[] user = random(USER, 1);
    Array shops = new Array(random(CANDIDATES * SHOP, 2), CANDIDATES, SHOP);
    PassContract.assertSame(
        PassContract.run(plain, Map.of("user", tiled(user, CANDIDATES), "shop", shops)),
        PassContract.run(shared, Map.of("user", tiled(user, 1), "shop", shops)));
    assertThat(operators(shared)).doesNotContain(Operator.EXPAND, Operator.CONCAT);
    assertThat(shared.nodes())
        .filteredOn(node -> node.name().startsWith("user_1") || node.name().endsWith("shared"))
        .hasSize(3)
        .allMatch(node -> node.outputs().get(0).shape().dimension(0).is(1));
  }

  @Test
  void shareRows_unknownInput_namesThoseThereAre() {
    assertThatThrownBy(() -> new ShareRows(Set.of("visitor")).apply(plain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visitor")
        .hasMessageContaining("user");
  }

  @Test
  void shareRows_everyInput_isRefused() {
    assertThatThrownBy(() -> new ShareRows(Set.of("user", "shop")).apply(plain()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no other input");
  }
}
