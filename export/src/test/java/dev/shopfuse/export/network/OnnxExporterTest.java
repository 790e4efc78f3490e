package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ModelReader;
import dev.shopfuse.export.onnx.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;

class OnnxExporterTest {
  @TempDir private Path directory;

  static Stream<Arguments> nets() {
    return Stream.of(
        Arguments.of("LeNet", WholeNets.leNet()),
        Arguments.of("text CNN", WholeNets.textCnn()),
        Arguments.of("LSTM language model", WholeNets.languageModel()),
        Arguments.of("wide and deep", WholeNets.wideAndDeep()),
        Arguments.of("ResNet", WholeNets.resNet()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void export_wholeNetFromAFile_computesAsDl4j(String name, Model network) throws Exception {
    Path zip = save(network);
    Path onnx = directory.resolve("net.onnx");
    NetworkExport export = OnnxExporter.of(Dl4jFile.read(zip)).export(onnx);
    assertThat(export.parity().maxAbsDifference()).isLessThan(1e-5);
    assertThat(export.parity().runs()).isGreaterThanOrEqualTo(2);
    assertThat(Files.size(onnx)).isEqualTo(export.bytes());
    assertThat(export.model().opset()).isEqualTo(13);
    assertThat(export.model().irVersion()).isEqualTo(7);
    byte[] bytes = Files.readAllBytes(onnx);
    assertThat(ModelReader.read(bytes).toBytes()).isEqualTo(bytes);
  }

  @Test
  void export_inputsAndOutputs_haveTheNamesOfTheNetwork() throws Exception {
    NetworkExport export =
        OnnxExporter.of(WholeNets.wideAndDeep()).export(directory.resolve("a.onnx"));
    assertThat(export.model().graph().inputs())
        .extracting(Value::name)
        .containsExactly("crossed", "item", "numbers");
    assertThat(export.model().graph().outputs())
        .extracting(Value::toString)
        .containsExactly("bought FLOAT [batch, 1]");
  }

  @Test
  void convert_maxOpset17_usesLayerNormalizationAndDeclaresIt() throws Exception {
    OnnxExporter exporter = OnnxExporter.of(WholeNets.wideAndDeep()).withMaxOpset(21);
    NetworkExport export = exporter.export(directory.resolve("a.onnx"));
    assertThat(export.model().opset()).isEqualTo(17);
    assertThat(export.model().irVersion()).isEqualTo(8);
    assertThat(export.model().operators()).contains("LayerNormalization");
  }

  @Test
  void convert_maxOpsetWithoutNewOperators_declaresTheOldOne() {
    assertThat(OnnxExporter.of(WholeNets.leNet()).withMaxOpset(21).convert().opset()).isEqualTo(13);
  }

  @Test
  void convert_mishAtOpset18_writesReductionsInTheirNewForm() throws Exception {
    ComputationGraph network = mishAndMean();
    NetworkExport export =
        OnnxExporter.of(network).withMaxOpset(18).export(directory.resolve("a.onnx"));
    assertThat(export.model().opset()).isEqualTo(18);
    assertThat(export.model().operators()).contains("Mish", "ReduceMean");
  }

  private static ComputationGraph mishAndMean() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                    "lstm",
                    new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH).build(),
                    "in")
                .addLayer(
                    "mish",
                    new ActivationLayer.Builder().activation(Activation.MISH).build(),
                    "lstm")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "mish")
                .setOutputs("mean")
                .build());
    network.init();
    return network;
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 22})
  void withMaxOpset_outsideOfTheRange_isRefused(int opset) {
    OnnxExporter exporter = OnnxExporter.of(WholeNets.leNet());
    assertThatThrownBy(() -> exporter.withMaxOpset(opset))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("from 13 to 21");
  }

  @Test
  void export_masked_takesAMaskBesideItsInput() throws Exception {
    NetworkExport export =
        OnnxExporter.of(WholeNets.textCnn()).withMask("words").export(directory.resolve("a.onnx"));
    assertThat(export.model().graph().inputs())
        .extracting(Value::name)
        .containsExactly("words", "words_mask");
  }

  @Test
  void withMask_unknownInput_namesThoseThereAre() {
    OnnxExporter exporter = OnnxExporter.of(WholeNets.textCnn());
    assertThatThrownBy(() -> exporter.withMask("word"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no input word; it has words");
  }

  @Test
  void convert_maskOfRows_isRefused() {
    OnnxExporter exporter = OnnxExporter.of(WholeNets.leNet()).withMask("in");
    assertThatThrownBy(exporter::convert)
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("no axis called time");
  }

  @Test
  void convert_shapeThatNoLayerTells_asksForIt() {
    ComputationGraph network = pooled();
    assertThatThrownBy(() -> OnnxExporter.of(network).convert())
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("shape of input in")
        .hasMessageContaining("in=3,32,32");
  }

  @Test
  void export_shapeThatTheCallerTells_isTaken() throws Exception {
    List<Dimension> shape = List.of(Dimension.of(2), Dimension.of(5), Dimension.of(4));
    NetworkExport export =
        OnnxExporter.of(pooled()).withInput("in", shape).export(directory.resolve("a.onnx"));
    assertThat(export.model().graph().inputs().get(0)).hasToString("in FLOAT [batch, 2, 5, 4]");
  }

  private static ComputationGraph pooled() {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("most", new GlobalPoolingLayer(PoolingType.MAX), "in")
                .setOutputs("most")
                .build());
    network.init();
    return network;
  }

  @Test
  void export_networkThatGivesNaN_writesNoFileAndKeepsTheOldOne() throws Exception {
    MultiLayerNetwork network = WholeNets.leNet();
    network.params().putScalar(3, Float.NaN);
    Path onnx = directory.resolve("net.onnx");
    Files.writeString(onnx, "old");
    assertThatThrownBy(() -> OnnxExporter.of(network).export(onnx))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("NaN");
    assertThat(onnx).hasContent("old");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private Path save(Model network) throws Exception {
    Path zip = directory.resolve("net.zip");
    ModelSerializer.writeModel(network, zip.toFile(), true);
    return zip;
  }
}
