package dev.shopfuse.export.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shopfuse.export.ExportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
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

/**
 * Builds a network from its configuration, in two steps: the configuration tells how many
 * coefficients there must be, and only that many are read. Immutable.
 */
final class NetworkBuilder {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final long coefficients;
  private final DataType type;
  private final Function<@Nullable INDArray, Dl4jNetwork> network;

  private NetworkBuilder(
      Path file,
      long coefficients,
      DataType type,
      Function<@Nullable INDArray, Dl4jNetwork> network) {
    this.file = file;
    this.coefficients = coefficients;
    this.type = type;
    this.network = network;
  }

  /**
   * Reads a configuration; nothing of the size that it speaks of is allocated.
   *
   * @throws ExportException if it is no configuration of DL4J's
   */
  static NetworkBuilder of(Path file, byte[] configuration) {
    boolean isGraph = kind(file, configuration);
    String json = new String(configuration, StandardCharsets.UTF_8);
    return ours(file, () -> isGraph ? graph(file, json) : layers(file, json));
  }

  /** Returns how many coefficients the network has. */
  long coefficients() {
    return coefficients;
  }

  /**
   * Builds the network.
   *
   * @throws ExportException if there are more or fewer coefficients than it has
   */
  Dl4jNetwork build(float[] values) {
    if (coefficients != values.length) {
      throw new ExportException(
          "%s: the configuration asks for %d coefficients, the file has %d; save the network again."
              .formatted(file, coefficients, values.length));
    }
    return ours(file, () -> network.apply(row(values, type)));
  }

  /** Turns whatever DL4J throws at a configuration that does not fit together into our own. */
  private static <T> T ours(Path file, Supplier<T> step) {
    try {
      return step.get();
    } catch (ExportException e) {
      throw e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw new ExportException(
          "%s: DL4J cannot build the network: %s; save it with DL4J 1.0.0-M2.1."
              .formatted(file, ExportException.said(e)),
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
          "%s: configuration.json is no JSON: %s.".formatted(file, ExportException.said(e)), e);
    }
    throw new ExportException(
        "%s: configuration.json has neither vertices nor confs, so it is no network of DL4J's."
            .formatted(file));
  }

  private static NetworkBuilder graph(Path file, String json) {
    ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
    long expected = 0;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      expected = Math.addExact(expected, vertex.numParams(false));
    }
    return new NetworkBuilder(
        file,
        expected,
        configuration.getDataType(),
        row -> {
          ComputationGraph network = new ComputationGraph(configuration);
          network.init(row, false);
          return new Dl4jNetwork.Graph(network);
        });
  }

  private static NetworkBuilder layers(Path file, String json) {
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    long expected = 0;
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      expected = Math.addExact(expected, layer.getLayer().initializer().numParams(layer));
    }
    return new NetworkBuilder(
        file,
        expected,
        configuration.getDataType(),
        row -> {
          MultiLayerNetwork network = new MultiLayerNetwork(configuration);
          network.init(row, false);
          return new Dl4jNetwork.Layers(network);
        });
  }

  private static @Nullable INDArray row(float[] coefficients, DataType type) {
    return coefficients.length == 0
        ? null
        : Nd4j.createFromArray(coefficients).reshape(1, coefficients.length).castTo(type);
  }
}
