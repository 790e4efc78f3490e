package dev.shopfuse.export.layer;

import static dev.shopfuse.export.layer.LayerContract.WIDTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GroupMeanVertex;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

class GraphConverterTest {
  private static DenseLayer dense() {
    return new DenseLayer.Builder().nIn(WIDTH).nOut(WIDTH).activation(Activation.TANH).build();
  }

  private static Shape rows() {
    return Shape.of(Dimension.of("N"), Dimension.of(WIDTH));
  }

  @Test
  void convert_layerWithoutConverter_namesItAndWhatIsSupported() {
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph()
                .addInputs("in")
                .addLayer(
                    "norm",
                    new CapsuleLayer.Builder(2, 2, 1)
                        .inputCapsules(WIDTH)
                        .inputCapsuleDimensions(1)
                        .build(),
                    "in")
                .setOutputs("norm"));
    assertThatThrownBy(
            () -> LayerContract.convert(network, LayerConverters.standard(), Map.of("in", rows())))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessageContaining("norm")
        .hasMessageContaining("CapsuleLayer")
        .hasMessageContaining("capsules are")
        .hasMessageContaining("DenseLayer, ");
  }

  @Test
  void convert_settingThatIsNotSupported_namesLayerAndSetting() {
    SimpleRnn layer = new SimpleRnn.Builder().nIn(WIDTH).nOut(2).hasLayerNorm(true).build();
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph().addInputs("in").addLayer("d", layer, "in").setOutputs("d"));
    assertThatThrownBy(
            () -> LayerContract.convert(network, LayerConverters.standard(), Map.of("in", rows())))
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessageContaining("Layer d (SimpleRnn)")
        .hasMessageContaining("layer normalisation");
  }

  @Test
  void convert_vertexThatNoOutputNeeds_isNotLookedAt() {
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph()
                .addInputs("in", "other")
                .addLayer("dense", dense(), "in")
                .addVertex("unsupported", new L2NormalizeVertex(), "other")
                .setOutputs("dense", "unsupported"));
    GraphBuilder graph = new GraphBuilder("part");
    Value in = graph.input("in", ElementType.FLOAT, rows());
    List<Value> outputs =
        new GraphConverter(network, LayerConverters.standard())
            .convert(graph, "", Map.of("in", in), List.of("dense"));
    assertThat(outputs).extracting(Value::name).containsExactly("dense/Tanh");
  }

  @Test
  void convert_neededInputWithoutValue_isNamed() {
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph().addInputs("in").addLayer("d", dense(), "in").setOutputs("d"));
    assertThatThrownBy(() -> LayerContract.convert(network, LayerConverters.standard(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no vertex in");
  }

  @Test
  void convert_layerWithTwoInputs_mergesThemAsDl4j() {
    LayerContract.check(
        LayerContract.graph()
            .addInputs("a", "b")
            .addLayer("dense", new DenseLayer.Builder().nIn(2 * WIDTH).nOut(3).build(), "a", "b")
            .setOutputs("dense"));
  }

  /** One group of rows, with equal weights: the form that a serving graph takes. */
  @Test
  void convert_rowsInGroupsWithEqualWeights_needNoWeights() {
    ComputationGraphConfiguration.GraphBuilder builder =
        LayerContract.graph()
            .addInputs("rows", "weights")
            .addLayer("dense", dense(), "rows")
            .addVertex("mean", new GroupMeanVertex(), "dense", "weights")
            .addVertex("out", new ScaleVertex(2), "mean")
            .setOutputs("out");
    ComputationGraph network = LayerContract.init(builder);
    OnnxModel model =
        LayerContract.convert(
            network,
            LayerConverters.standard().replacing(GroupMeanVertexConverter.equalWeights()),
            Map.of("rows", Shape.of(Dimension.of(1), Dimension.of("K"), Dimension.of(WIDTH))));
    assertThat(model.graph().inputs()).extracting(Value::name).containsExactly("rows");
    assertThat(model.operators()).contains("ReduceMean", "MatMul").doesNotContain("Gemm");
  }

  @Test
  void with_secondConverterOfALayer_namesBoth() {
    assertThatThrownBy(() -> LayerConverters.standard().with(GroupMeanVertexConverter.weighted()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GroupMeanVertex already has")
        .hasMessageContaining("GroupMeanVertexConverter");
  }

  @Test
  void standard_listsEveryLayerOnce() {
    assertThat(LayerConverters.standard().supported())
        .doesNotHaveDuplicates()
        .contains(DenseLayer.class, GroupMeanVertex.class);
  }
}
