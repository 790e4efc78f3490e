package dev.shopfuse.export.layer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.L2Vertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PoolHelperVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.preprocessor.Cnn3DToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.ComposableInputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToRnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.Activation;

/** Networks of one vertex, and of preprocessors between layers. */
final class VertexCases {
  private static final long T = ContractCase.TIME;

  private VertexCases() {}

  static Stream<ContractCase> all() {
    return Stream.of(joining(), alone(), timed(), preprocessors()).flatMap(cases -> cases);
  }

  private static Stream<ContractCase> joining() {
    return Stream.of(
        ContractCase.of("rows", new MergeVertex(), List.of("a", "b"), 5),
        ContractCase.of("series", new MergeVertex(), List.of("a", "b"), 3, T),
        ContractCase.of("masked series", new MergeVertex(), List.of("a", "b"), 3, T)
            .withMasks("a", "b"),
        ContractCase.of("pictures", new MergeVertex(), List.of("a", "b", "c"), 3, 4, 5),
        ContractCase.of(
            "series", new ElementWiseVertex(ElementWiseVertex.Op.Add), List.of("a", "b"), 3, T),
        ContractCase.of(
            "pictures",
            new ElementWiseVertex(ElementWiseVertex.Op.Max),
            List.of("a", "b", "c"),
            3,
            4,
            5),
        ContractCase.of("rows", new StackVertex(), List.of("a", "b", "c"), 5),
        ContractCase.of("series", new StackVertex(), List.of("a", "b"), 3, T),
        ContractCase.of("rows", new L2Vertex(), List.of("a", "b"), 5),
        ContractCase.of("pictures", new L2Vertex(), List.of("a", "b"), 3, 4, 5),
        unstacked("rows", 5),
        unstacked("series", 3, T));
  }

  private static ContractCase unstacked(String name, long... shape) {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("a", "b", "c")
            .addVertex("stack", new StackVertex(), "a", "b", "c")
            .addVertex("part", new UnstackVertex(1, 3), "stack")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "part", "a")
            .setOutputs("sum");
    return ContractCase.of(
        name, UnstackVertex.class, graph, Map.of("a", shape, "b", shape, "c", shape));
  }

  private static Stream<ContractCase> alone() {
    return Stream.of(
        ContractCase.of("rows", new SubsetVertex(1, 3), List.of("in"), 5),
        ContractCase.of("series", new SubsetVertex(1, 2), List.of("in"), 4, T),
        ContractCase.of("pictures", new SubsetVertex(0, 1), List.of("in"), 3, 4, 5),
        ContractCase.of("series", new ScaleVertex(2.5), List.of("in"), 3, T),
        ContractCase.of("rows", new ShiftVertex(-1.5), List.of("in"), 5),
        ContractCase.of("rows", new L2NormalizeVertex(), List.of("in"), 5),
        ContractCase.of("pictures", new L2NormalizeVertex(), List.of("in"), 3, 4, 5),
        ContractCase.of("to pictures", new ReshapeVertex(-1, 2, 3, 4), List.of("in"), 24),
        ContractCase.of(
            "by column", new ReshapeVertex('f', new int[] {-1, 6, 4}, null), List.of("in"), 24),
        ContractCase.of("pictures", new PoolHelperVertex(), List.of("in"), 3, 4, 5),
        ContractCase.of(
            "flat",
            new PreprocessorVertex(new CnnToFeedForwardPreProcessor(4, 5, 3)),
            List.of("in"),
            3,
            4,
            5),
        ContractCase.of("shift", new FrozenVertex(new ShiftVertex(2)), List.of("in"), 5));
  }

  private static Stream<ContractCase> timed() {
    return Stream.of(
        ContractCase.of("plain", new LastTimeStepVertex("in"), List.of("in"), 3, T),
        ContractCase.of("masked", new LastTimeStepVertex("in"), List.of("in"), 3, T)
            .withMasks("in"),
        ContractCase.of("plain", new ReverseTimeSeriesVertex(), List.of("in"), 3, T),
        ContractCase.of("masked", new ReverseTimeSeriesVertex("in"), List.of("in"), 3, T)
            .withMasks("in"),
        duplicated());
  }

  private static ContractCase duplicated() {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("row", "series")
            .addVertex("copies", new DuplicateToTimeSeriesVertex("series"), "row")
            .addVertex("both", new MergeVertex(), "copies", "series")
            .setOutputs("both");
    return ContractCase.of(
        "beside a series",
        DuplicateToTimeSeriesVertex.class,
        graph,
        Map.of("row", new long[] {4}, "series", new long[] {3, T}));
  }

  private static Stream<ContractCase> preprocessors() {
    return Stream.of(
        before("rows", new CnnToFeedForwardPreProcessor(4, 5, 3), dense(60), 3, 4, 5),
        before(
            "channels last",
            new CnnToFeedForwardPreProcessor(4, 5, 3, CNN2DFormat.NHWC),
            dense(60),
            4,
            5,
            3),
        before("rows", new Cnn3DToFeedForwardPreProcessor(2, 2, 5, 3, true), dense(60), 3, 2, 2, 5),
        before("pictures", new FeedForwardToCnnPreProcessor(4, 5, 3), convolution(), 60),
        before("volumes", new FeedForwardToCnn3DPreProcessor(2, 2, 5, 3, true), volumes(), 60),
        before("rows of a series", new RnnToFeedForwardPreProcessor(), dense(3), 3, T),
        before("rows of a masked series", new RnnToFeedForwardPreProcessor(), dense(3), 3, T)
            .withMasks("in"),
        before("pictures of a series", new RnnToCnnPreProcessor(4, 5, 3), convolution(), 60, T),
        before(
            "two",
            new ComposableInputPreProcessor(
                new FeedForwardToCnnPreProcessor(4, 5, 3),
                new CnnToFeedForwardPreProcessor(4, 5, 3)),
            dense(60),
            60),
        thereAndBack("series of rows", false, new FeedForwardToRnnPreProcessor()),
        thereAndBack("masked series of rows", true, new FeedForwardToRnnPreProcessor()),
        seriesOfPictures());
  }

  private static ContractCase thereAndBack(String name, boolean masked, InputPreProcessor back) {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("in")
            .addLayer("dense", dense(3), new RnnToFeedForwardPreProcessor(), "in")
            .addLayer(
                "lstm",
                new LSTM.Builder().nIn(4).nOut(2).activation(Activation.TANH).build(),
                back,
                "dense")
            .setOutputs("lstm");
    ContractCase plain =
        ContractCase.of(name, back.getClass(), graph, Map.of("in", new long[] {3, T}));
    return masked ? plain.withMasks("in") : plain;
  }

  private static ContractCase seriesOfPictures() {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("in")
            .addLayer("convolution", convolution(), new RnnToCnnPreProcessor(4, 5, 3), "in")
            .addLayer(
                "lstm",
                new LSTM.Builder().nIn(24).nOut(2).activation(Activation.TANH).build(),
                new CnnToRnnPreProcessor(3, 4, 2),
                "convolution")
            .setOutputs("lstm");
    return ContractCase.of(
        "series of pictures", CnnToRnnPreProcessor.class, graph, Map.of("in", new long[] {60, T}));
  }

  private static ContractCase before(
      String name, InputPreProcessor preProcessor, Layer layer, long... shape) {
    ComputationGraphConfiguration.GraphBuilder graph =
        LayerContract.graph()
            .addInputs("in")
            .addLayer("layer", layer, preProcessor, "in")
            .setOutputs("layer");
    return ContractCase.of(name, preProcessor.getClass(), graph, Map.of("in", shape));
  }

  private static Layer dense(int inputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(4).activation(Activation.TANH).build();
  }

  private static Layer convolution() {
    return new ConvolutionLayer.Builder(2, 2).nIn(3).nOut(2).activation(Activation.TANH).build();
  }

  private static Layer volumes() {
    return new Convolution3D.Builder(2, 2, 2).nIn(3).nOut(2).activation(Activation.TANH).build();
  }
}
