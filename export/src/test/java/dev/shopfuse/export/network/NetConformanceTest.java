package dev.shopfuse.export.network;

import dev.shopfuse.export.ConformanceCase;
import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Value;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

@EnabledIfSystemProperty(named = ConformanceCase.DIRECTORY, matches = ".+")
class NetConformanceTest {
  static Stream<Arguments> nets() {
    return OnnxExporterTest.nets();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nets")
  void write_eachNet(String name, Model network) throws IOException {
    OnnxExporter exporter =
        network instanceof MultiLayerNetwork layers
            ? OnnxExporter.of(layers)
            : OnnxExporter.of((ComputationGraph) network);
    conformance(name, exporter).write();
    conformance(name + " newest opset", exporter.withMaxOpset(OnnxExporter.MAX_OPSET)).write();
  }

  private static ConformanceCase conformance(String name, OnnxExporter exporter) {
    OnnxModel model = exporter.convert();
    ConformanceCase written = new ConformanceCase("net", name, model, NetworkParity.RELATIVE);
    List<String> outputs = model.graph().outputs().stream().map(Value::name).toList();
    for (RandomInputs each : exporter.randomInputs()) {
      Map<String, OnnxSession.Array> feeds = new TreeMap<>();
      each.feeds().forEach((input, array) -> feeds.put(input, array(array)));
      INDArray[] expected = exporter.network().output(each.arrays(), each.masks());
      Map<String, OnnxSession.Array> results = new TreeMap<>();
      for (int i = 0; i < expected.length; i++) {
        results.put(outputs.get(i), array(expected[i]));
      }
      written.run(feeds, results);
    }
    return written;
  }

  private static OnnxSession.Array array(INDArray array) {
    return new OnnxSession.Array(RandomInputs.floats(array), array.shape());
  }
}
