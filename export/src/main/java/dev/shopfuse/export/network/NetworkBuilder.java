package dev.shopfuse.export.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shopfuse.export.ExportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Builds a network from its configuration and its coefficients, once both are known to fit. */
final class NetworkBuilder {
  private static final JsonMapper JSON = new JsonMapper();

  private NetworkBuilder() {}

  static Dl4jNetwork build(Path file, byte[] configuration, float[] coefficients) {
    boolean isGraph = kind(file, configuration);
    String json = new String(configuration, StandardCharsets.UTF_8);
    try {
      return isGraph ? graph(file, json, coefficients) : layers(file, json, coefficients);
    } catch (ExportException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new ExportException(
          "%s: DL4J cannot build the network: %s; save it with DL4J 1.0.0-M2.1."
              .formatted(file, firstLine(e)),
          e);
    }
  }

  /**
   * Returns whether it is a graph. The parser bounds nesting and lengths, which DL4J's does not.
   */
  private static boolean kind(Path file, byte[] configuration) {
    try {
      JsonNode json = JSON.readTree(configuration);
      if (json.has("vertices") || json.has("confs")) {
        return json.has("vertices");
      }
    } catch (IOException e) {
      throw new ExportException(
          "%s: configuration.json is no JSON: %s.".formatted(file, firstLine(e)), e);
    }
    throw new ExportException(
        "%s: configuration.json has neither vertices nor confs, so it is no network of DL4J's."
            .formatted(file));
  }

  private static Dl4jNetwork graph(Path file, String json, float[] coefficients) {
    ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
    long expected = 0;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      expected = Math.addExact(expected, vertex.numParams(false));
    }
    requireCount(file, expected, coefficients);
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(row(coefficients, configuration.getDataType()), false);
    return new Dl4jNetwork.Graph(network);
  }

  private static Dl4jNetwork layers(Path file, String json, float[] coefficients) {
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    long expected = 0;
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      expected = Math.addExact(expected, layer.getLayer().initializer().numParams(layer));
    }
    requireCount(file, expected, coefficients);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(row(coefficients, configuration.getDataType()), false);
    return new Dl4jNetwork.Layers(network);
  }

  private static void requireCount(Path file, long expected, float[] coefficients) {
    if (expected != coefficients.length) {
      throw new ExportException(
          "%s: the configuration asks for %d coefficients, the file has %d; save the network again."
              .formatted(file, expected, coefficients.length));
    }
  }

  private static @Nullable INDArray row(float[] coefficients, DataType type) {
    return coefficients.length == 0
        ? null
        : Nd4j.createFromArray(coefficients).reshape(1, coefficients.length).castTo(type);
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
  }
}
