package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.layer.UnsupportedLayerException;
import dev.shopfuse.export.onnx.Dimension;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Whole networks that are built in ways that are less usual. */
class OddNetworksTest {
  @TempDir private Path directory;

  private static GraphBuilder start() {
    return new NeuralNetConfiguration.Builder().seed(3).graphBuilder();
  }

  private static ComputationGraph network(GraphBuilder builder) {
    ComputationGraph network = new ComputationGraph(builder.build());
    network.init();
    return network;
  }

  private static DenseLayer dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).build();
  }

  /** Truncate, which is DL4J's default, needs as many steps as the window is long. */
  @ParameterizedTest
  @CsvSource({"3, 2, 2", "9, 4, 2", "1, 0, 4"})
  void export_windowLongerThanTheSeries_isProvenOnLongerOnes(int length, int leftOut, int runs)
      throws Exception {
    ComputationGraph network =
        network(
            start()
                .addInputs("words")
                .addLayer(
                    "embedding",
                    new EmbeddingSequenceLayer.Builder()
                        .nIn(20)
                        .nOut(4)
                        .inferInputLength(true)
                        .build(),
                    "words")
                .addLayer(
                    "window",
                    new Convolution1DLayer.Builder(length).nIn(4).nOut(5).build(),
                    "embedding")
                .addLayer("most", new GlobalPoolingLayer(PoolingType.MAX), "window")
                .setOutputs("most"));
    NetworkParity.Report parity =
        OnnxExporter.of(network).export(directory.resolve("a.onnx")).parity();
    assertThat(parity.leftOut()).hasSize(leftOut);
    assertThat(parity.runs()).isEqualTo(runs);
  }

  @Test
  void export_batchNormalizationAfterDense_isFoldedIntoIt() throws Exception {
    ComputationGraph network =
        network(
            start()
                .addInputs("in")
                .addLayer("dense", dense(4, 5), "in")
                .addLayer("norm", new BatchNormalization.Builder().nIn(5).nOut(5).build(), "dense")
                .addLayer("more", dense(5, 2), "norm")
                .setOutputs("more"));
    NetworkExport export = OnnxExporter.of(network).export(directory.resolve("a.onnx"));
    assertThat(export.model().metadata().get("passes")).isNotEmpty();
  }

  @Test
  void convert_halfPrecision_saysWhatToDo() {
    ComputationGraph network =
        network(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.HALF)
                .graphBuilder()
                .addInputs("in")
                .addLayer("dense", dense(4, 5), "in")
                .setOutputs("dense"));
    OnnxExporter exporter = OnnxExporter.of(network);
    assertThatThrownBy(exporter::convert)
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("computes in HALF")
        .hasMessageContaining("convertDataType(DataType.FLOAT)");
  }

  @Test
  void convert_inputCalledAsTheMaskOfAnother_isRefused() {
    ComputationGraph network =
        network(
            start()
                .addInputs("in", "in_mask")
                .addLayer("one", new LSTM.Builder().nIn(3).nOut(4).build(), "in")
                .addLayer("other", new LSTM.Builder().nIn(3).nOut(4).build(), "in_mask")
                .addVertex("both", new MergeVertex(), "one", "other")
                .setOutputs("both"));
    OnnxExporter exporter = OnnxExporter.of(network).withMask("in");
    assertThatThrownBy(exporter::convert)
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("Value name in_mask is taken");
  }

  @Test
  void export_vertexNamedLikeAPreprocessor_isTakenApart() throws Exception {
    ComputationGraph network =
        network(
            start()
                .addInputs("in")
                .addLayer("first", dense(16, 16), "in")
                .addVertex("a/in", new ReshapeVertex('c', new int[] {-1, 1, 4, 4}, null), "first")
                .addLayer("a", dense(16, 4), new CnnToFeedForwardPreProcessor(4, 4, 1), "a/in")
                .setOutputs("a"));
    assertThat(OnnxExporter.of(network).export(directory.resolve("a.onnx")).parity().runs())
        .isEqualTo(2);
  }

  @Test
  void convert_maskedTimeDistributed_isRefused() {
    ComputationGraph network =
        network(
            start()
                .addInputs("in")
                .addLayer("steps", new TimeDistributed(dense(3, 4), RNNFormat.NCW), "in")
                .setOutputs("steps"));
    OnnxExporter exporter =
        OnnxExporter.of(network)
            .withInput("in", List.of(Dimension.of(3), Dimension.of("time")))
            .withMask("in");
    assertThatThrownBy(exporter::convert)
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessageContaining("Layer steps (TimeDistributed)")
        .hasMessageContaining("has a mask");
  }
}
