package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.layer.UnsupportedLayerException;
import dev.shopfuse.export.onnx.Dimension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputShapesTest {
  @TempDir private Path directory;

  private static MultiLayerNetwork network(InputType type, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder().list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(type).build());
    network.init();
    return network;
  }

  private static String found(MultiLayerNetwork network) {
    return new InputShapes(network.toComputationGraph().getConfiguration())
        .find(Map.of())
        .get(0)
        .shape()
        .toString();
  }

  private static SubsamplingLayer pool() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static ConvolutionLayer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(4).build();
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(3).build();
  }

  @Test
  void find_poolingFirst_keepsTheChannelsOnly() throws Exception {
    MultiLayerNetwork network = network(InputType.convolutional(28, 28, 1), pool(), dense());
    assertThat(found(network)).isEqualTo("[batch, 1, height, width]");
    OnnxExporter exporter = OnnxExporter.of(network);
    Path onnx = directory.resolve("a.onnx");
    assertThatThrownBy(() -> exporter.export(onnx))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("--input");
    List<Dimension> shape = List.of(Dimension.of(1), Dimension.of(28), Dimension.of(28));
    assertThat(exporter.withInput("in", shape).export(onnx).parity().runs()).isEqualTo(2);
  }

  @Test
  void find_spaceToDepthFirst_asks() {
    MultiLayerNetwork network =
        network(
            InputType.convolutional(8, 8, 3),
            new SpaceToDepthLayer.Builder(2, CNN2DFormat.NCHW).build(),
            convolution(),
            new GlobalPoolingLayer(PoolingType.AVG));
    assertThatThrownBy(() -> found(network))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("No layer tells the shape of input in");
  }

  @Test
  void find_batchNormalizationFirst_looksAtTheNextLayer() throws Exception {
    MultiLayerNetwork pictures =
        network(
            InputType.convolutional(8, 8, 3),
            new BatchNormalization(),
            convolution(),
            new GlobalPoolingLayer(PoolingType.AVG));
    assertThat(found(pictures)).isEqualTo("[batch, 3, height, width]");
    assertThat(OnnxExporter.of(pictures).export(directory.resolve("a.onnx")).parity().runs())
        .isEqualTo(2);
    MultiLayerNetwork rows = network(InputType.feedForward(4), new BatchNormalization(), dense());
    assertThat(found(rows)).isEqualTo("[batch, 4]");
    MultiLayerNetwork alone =
        network(
            InputType.feedForward(4), new BatchNormalization(), new LossLayer.Builder().build());
    assertThat(found(alone)).isEqualTo("[batch, 4]");
  }

  @Test
  void find_dropoutFirst_looksAtTheNextLayer() {
    assertThat(found(network(InputType.feedForward(4), new DropoutLayer(0.5), dense())))
        .isEqualTo("[batch, 4]");
  }

  @Test
  void convert_shapeThatDoesNotFit_saysHowToGiveAnother() {
    MultiLayerNetwork network = network(InputType.convolutional(8, 8, 3), convolution(), dense());
    OnnxExporter exporter =
        OnnxExporter.of(network).withInput("in", List.of(Dimension.of(3), Dimension.of(8)));
    assertThatThrownBy(exporter::convert)
        .isInstanceOf(UnsupportedLayerException.class)
        .hasMessageContaining("another shape than [batch, 3, 8], give it with --input");
  }
}
