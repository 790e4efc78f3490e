package dev.shopfuse.export.layer;

import static dev.shopfuse.export.layer.LayerContract.WIDTH;

import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.training.network.GradientCaptureVertex;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupDotVertex;
import dev.shopfuse.training.network.GroupMeanVertex;
import dev.shopfuse.training.network.GroupRectifierVertex;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;

class VertexConvertersTest {
  private static ComputationGraphConfiguration.GraphBuilder of(
      GraphVertex vertex, String... inputs) {
    return LayerContract.graph()
        .addInputs(inputs)
        .addVertex("vertex", vertex, inputs)
        .setOutputs("vertex");
  }

  @Test
  void merge_threeInputs_computesAsDl4j() {
    LayerContract.check(of(new MergeVertex(), "a", "b", "c"));
  }

  @ParameterizedTest
  @EnumSource(ElementWiseVertex.Op.class)
  void elementWise_twoInputs_computesAsDl4j(ElementWiseVertex.Op op) {
    LayerContract.check(of(new ElementWiseVertex(op), "a", "b"));
  }

  @ParameterizedTest
  @EnumSource(
      value = ElementWiseVertex.Op.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "Subtract")
  void elementWise_threeInputs_computesAsDl4j(ElementWiseVertex.Op op) {
    LayerContract.check(of(new ElementWiseVertex(op), "a", "b", "c"));
  }

  @Test
  void scale_byAFactor_computesAsDl4j() {
    LayerContract.check(of(new ScaleVertex(-2.5), "a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void subset_fromAFeature_computesAsDl4j(int from) {
    LayerContract.check(of(new SubsetVertex(from, WIDTH - 1), "a"));
  }

  @Test
  void gradientCapture_forward_isTheIdentity() {
    LayerContract.check(
        LayerContract.graph()
            .addInputs("a")
            .addVertex("captured", new GradientCaptureVertex(), "a")
            .addVertex("vertex", new ScaleVertex(1), "captured")
            .setOutputs("vertex"));
  }

  /** Rows of rank 2, three groups of two: lengths are known only when the graph runs. */
  @Test
  void convert_groupRectifier_equalsDl4j() throws Exception {
    compareGroups(new GroupRectifierVertex(), shapes(6, 3), Map.of());
    compareGroups(new GroupRectifierVertex(), shapes(4, 1), Map.of("groups", Shape.of(1, WIDTH)));
    compareGroups(new GroupRectifierVertex(), shapes(6, 3), Map.of("rows", grouped()));
  }

  @Test
  void groupAdd_symbolicGroups_computesAsDl4j() {
    compareGroups(new GroupAddVertex(), shapes(6, 3), Map.of());
  }

  @Test
  void groupAdd_oneGroup_isBroadcast() {
    compareGroups(new GroupAddVertex(), shapes(4, 1), Map.of("groups", Shape.of(1, WIDTH)));
  }

  @Test
  void groupAdd_rowsInGroups_computesAsDl4j() {
    compareGroups(new GroupAddVertex(), shapes(6, 3), Map.of("rows", grouped()));
  }

  @Test
  void groupDot_symbolicGroups_computesAsDl4j() {
    compareGroups(new GroupDotVertex(), shapes(6, 3), Map.of());
  }

  @Test
  void groupDot_oneGroup_isOneProduct() {
    compareGroups(new GroupDotVertex(), shapes(4, 1), Map.of("groups", Shape.of(1, WIDTH)));
  }

  @Test
  void groupDot_rowsInGroups_computesAsDl4j() {
    compareGroups(new GroupDotVertex(), shapes(6, 3), Map.of("rows", grouped()));
  }

  @Test
  void groupMean_weights_computesAsDl4j() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("rows", new long[] {6, WIDTH});
    shapes.put("groups", new long[] {3, 2});
    compareGroups(
        new GroupMeanVertex(),
        shapes,
        Map.of("groups", Shape.of(Dimension.of("C"), Dimension.of("G"))));
  }

  @Test
  void dense_rowsInGroups_computesAsDl4jRowByRow() {
    DenseLayer dense =
        new DenseLayer.Builder().nIn(WIDTH).nOut(3).activation(Activation.TANH).build();
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph().addInputs("rows").addLayer("d", dense, "rows").setOutputs("d"));
    LayerContract.compare(
        network,
        LayerContract.convert(network, LayerConverters.standard(), Map.of("rows", grouped())),
        Map.of("rows", new long[] {6, WIDTH}),
        Map.of("rows", new long[] {2, 3, WIDTH}));
  }

  private static Shape grouped() {
    return Shape.of(Dimension.of("C"), Dimension.of("G"), Dimension.of(WIDTH));
  }

  private static Map<String, long[]> shapes(int rows, int groups) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put("rows", new long[] {rows, WIDTH});
    shapes.put("groups", new long[] {groups, WIDTH});
    return shapes;
  }

  private static void compareGroups(
      GraphVertex vertex, Map<String, long[]> shapes, Map<String, Shape> declared) {
    ComputationGraph network = LayerContract.init(of(vertex, "rows", "groups"));
    Map<String, Shape> inputs = new LinkedHashMap<>();
    inputs.put("rows", Shape.of(Dimension.of("R"), Dimension.of(WIDTH)));
    inputs.put("groups", Shape.of(Dimension.of("C"), Dimension.of(WIDTH)));
    inputs.putAll(declared);
    Map<String, long[]> given = new LinkedHashMap<>(shapes);
    if (inputs.get("rows").rank() == 3) {
      given.put("rows", new long[] {3, 2, WIDTH});
    }
    LayerContract.compare(
        network, LayerContract.convert(network, LayerConverters.standard(), inputs), shapes, given);
  }
}
