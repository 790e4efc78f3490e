package dev.shopfuse.export.layer;

import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * DL4J 1.0.0-M2.1 cannot run its LearnedSelfAttentionLayer: the operation that tiles the queries
 * refuses its arguments. Here ND4J's attention, which the layer would call, is the reference.
 */
class LearnedSelfAttentionTest {
  private static final int FEATURES = 4;
  private static final int QUERIES = 3;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convert_oneHead_computesAsNd4j(boolean masked) {
    LearnedSelfAttentionLayer layer = layer().nHeads(1).projectInput(false).build();
    check(layer, masked);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void convert_twoHeads_computesAsNd4j(boolean masked) {
    check(layer().nHeads(2).headSize(3).projectInput(true).build(), masked);
  }

  private static LearnedSelfAttentionLayer.Builder layer() {
    return new LearnedSelfAttentionLayer.Builder().nIn(FEATURES).nOut(FEATURES).nQueries(QUERIES);
  }

  private static void check(LearnedSelfAttentionLayer layer, boolean masked) {
    ComputationGraph network =
        LayerContract.init(
            LayerContract.graph()
                .addInputs("in")
                .addLayer("layer", layer, "in")
                .setOutputs("layer"));
    INDArray input = LayerContract.randomLike(new long[] {2, FEATURES, 5}, new Random(7));
    INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 0, 1, 0}, {0, 1, 1, 1, 1}});
    INDArray expected =
        attention(network.getLayer("layer"), layer, input, masked ? mask : Nd4j.onesLike(mask));
    OnnxModel model = convert(network, masked);
    Map<String, OnnxSession.Array> feeds = new HashMap<>();
    feeds.put("in", LayerContract.array(input));
    if (masked) {
      feeds.put("mask", LayerContract.array(mask));
    }
    try (OnnxSession session = new OnnxSession(model)) {
      Value output = model.graph().outputs().get(0);
      LayerContract.assertSame(output.shape(), session.run(feeds).get("out"), expected);
    }
  }

  private static INDArray attention(
      org.deeplearning4j.nn.api.Layer trained,
      LearnedSelfAttentionLayer layer,
      INDArray input,
      INDArray mask) {
    INDArray queries = Nd4j.tile(trained.getParam("Q"), (int) input.size(0), 1, 1);
    if (!layer.isProjectInput()) {
      return Nd4j.nn().dotProductAttention(queries, input, input, mask, true);
    }
    return Nd4j.nn()
        .multiHeadDotProductAttention(
            queries,
            input,
            input,
            trained.getParam("Wq"),
            trained.getParam("Wk"),
            trained.getParam("Wv"),
            trained.getParam("Wo"),
            mask,
            true);
  }

  private static OnnxModel convert(ComputationGraph network, boolean masked) {
    GraphBuilder graph = new GraphBuilder("test");
    Dimension batch = Dimension.of("batch");
    Dimension time = Dimension.of("time");
    Value in = graph.input("in", ElementType.FLOAT, Shape.of(batch, Dimension.of(FEATURES), time));
    Map<String, Value> masks = new HashMap<>();
    if (masked) {
      masks.put("in", graph.input("mask", ElementType.FLOAT, Shape.of(batch, time)));
    }
    Value output =
        new GraphConverter(network, LayerConverters.standard(), FeatureAxis.SECOND, 13)
            .convert(graph, "", Map.of("in", in), masks, List.of("layer"))
            .get(0);
    graph.output(output, "out");
    return OnnxModel.of(graph.build(), Map.of());
  }
}
