package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.StagedFile;
import dev.shopfuse.export.layer.FeatureAxis;
import dev.shopfuse.export.layer.GraphConverter;
import dev.shopfuse.export.layer.LayerConverters;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.GraphException;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.export.pass.PassSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Writes a DL4J network as an ONNX file that is proven to compute the same. Immutable; as little
 * thread-safe as the network.
 *
 * <pre>
 * OnnxExporter.of(Dl4jFile.read(zip)).export(Path.of("network.onnx"));
 * </pre>
 *
 * <p>Inputs and outputs have the names of the network's inputs and output layers; arrays are
 * float32, ids included, with the axes that DL4J has, and any number of examples. A mask of an
 * input is one more input, float32 [batch, time], named {@code INPUT_mask}.
 */
public final class OnnxExporter {
  /** The newest opset whose operators are known. */
  public static final int MAX_OPSET = 21;

  private static final String MASK = "_mask";

  private final Dl4jNetwork network;
  private final ComputationGraph graph;
  private final Map<String, List<Dimension>> shapes;
  private final Set<String> masked;
  private final int maxOpset;

  private OnnxExporter(
      Dl4jNetwork network,
      ComputationGraph graph,
      Map<String, List<Dimension>> shapes,
      Set<String> masked,
      int maxOpset) {
    this.network = network;
    this.graph = graph;
    this.shapes = Map.copyOf(shapes);
    this.masked = Set.copyOf(masked);
    this.maxOpset = maxOpset;
  }

  /** Prepares to export a network. */
  public static OnnxExporter of(Dl4jNetwork network) {
    return new OnnxExporter(network, network.graph(), Map.of(), Set.of(), OnnxModel.DEFAULT_OPSET);
  }

  /** Prepares to export a network of vertices. */
  public static OnnxExporter of(ComputationGraph network) {
    return of(new Dl4jNetwork.Graph(network));
  }

  /** Prepares to export a network of layers in a row; its input is called {@code in}. */
  public static OnnxExporter of(MultiLayerNetwork network) {
    return of(new Dl4jNetwork.Layers(network));
  }

  /**
   * Tells the shape of an input, without the batch, where no layer tells it or not all of it.
   *
   * @throws ExportException if the network has no such input
   */
  public OnnxExporter withInput(String input, List<Dimension> shape) {
    requireInput(input);
    Map<String, List<Dimension>> more = new HashMap<>(shapes);
    more.put(input, List.copyOf(shape));
    return new OnnxExporter(network, graph, more, masked, maxOpset);
  }

  /**
   * Gives the ONNX file a mask for an input that is a time series.
   *
   * @throws ExportException if the network has no such input
   */
  public OnnxExporter withMask(String input) {
    requireInput(input);
    Set<String> more = new HashSet<>(masked);
    more.add(input);
    return new OnnxExporter(network, graph, shapes, more, maxOpset);
  }

  /**
   * Allows operators of newer opsets, where they make the graph shorter. The file declares no newer
   * opset than it uses.
   *
   * @throws ExportException if the opset is not from 13 to {@link #MAX_OPSET}
   */
  public OnnxExporter withMaxOpset(int opset) {
    if (opset < OnnxModel.DEFAULT_OPSET || opset > MAX_OPSET) {
      throw new ExportException(
          "Opset %d cannot be written; choose one from %d to %d."
              .formatted(opset, OnnxModel.DEFAULT_OPSET, MAX_OPSET));
    }
    return new OnnxExporter(network, graph, shapes, masked, opset);
  }

  private void requireInput(String input) {
    List<String> inputs = graph.getConfiguration().getNetworkInputs();
    if (!inputs.contains(input)) {
      throw new ExportException(
          "The network has no input %s; it has %s.".formatted(input, String.join(", ", inputs)));
    }
  }

  /**
   * Returns the network as an ONNX model, without proving it.
   *
   * @throws ExportException if a layer or a setting cannot be written; the message names it
   */
  public OnnxModel convert() {
    requireFloat();
    List<NetworkInput> inputs = inputs();
    try {
      PassSequence.Outcome passed = PassSequence.standard().apply(written(inputs));
      return OnnxModel.ofLowestOpset(
          passed.graph(), Map.of("source", "DL4J", "passes", String.join(", ", passed.changes())));
    } catch (GraphException e) {
      throw new ExportException(
          "The network gives no valid ONNX graph: %s".formatted(e.getMessage()), e);
    }
  }

  private OnnxGraph written(List<NetworkInput> inputs) {
    GraphBuilder builder = new GraphBuilder("network");
    Map<String, Value> values = new LinkedHashMap<>();
    Map<String, Value> masks = new HashMap<>();
    for (NetworkInput input : inputs) {
      values.put(input.name(), builder.input(input.name(), ElementType.FLOAT, input.shape()));
      if (masked.contains(input.name())) {
        masks.put(
            input.name(), builder.input(mask(input.name()), ElementType.FLOAT, maskShape(input)));
      }
    }
    List<String> names = graph.getConfiguration().getNetworkOutputs();
    List<Value> outputs =
        new GraphConverter(graph, LayerConverters.standard(), FeatureAxis.SECOND, maxOpset)
            .convert(builder, "", values, masks, names);
    for (int i = 0; i < names.size(); i++) {
      builder.output(outputs.get(i), names.get(i));
    }
    return builder.build();
  }

  /** A float32 graph does not round as a network of half precision does. */
  private void requireFloat() {
    DataType type = graph.getConfiguration().getDataType();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new ExportException(
          ("The network computes in %s, which a graph of FLOAT does not repeat;"
                  + " save network.convertDataType(DataType.FLOAT) and export that.")
              .formatted(type));
    }
  }

  private List<NetworkInput> inputs() {
    return new InputShapes(graph.getConfiguration()).find(shapes);
  }

  private static Shape maskShape(NetworkInput input) {
    if (input.timeAxis() < 0) {
      throw new ExportException(
          "Input %s has the shape %s, which has no axis called time, so it can have no mask."
              .formatted(input.name(), input.shape()));
    }
    return Shape.of(NetworkInput.BATCH, NetworkInput.TIME);
  }

  /**
   * Converts the network, proves the model on random inputs, and writes the file.
   *
   * @param out the file; an earlier one is replaced only by a proven one
   * @throws ExportException if the network cannot be written, or computes something else in ONNX
   *     Runtime; no file is written then
   * @throws IOException if the file cannot be written
   */
  public NetworkExport export(Path out) throws IOException {
    OnnxModel model = convert();
    NetworkParity.Report parity = new NetworkParity(network, inputs(), masked).check(model);
    byte[] bytes = model.toBytes();
    try (StagedFile file = StagedFile.write(out, stream -> stream.write(bytes))) {
      file.commit();
    }
    return new NetworkExport(out, bytes.length, model, parity);
  }

  /** Returns what the export tries the network on. */
  List<RandomInputs> randomInputs() {
    return RandomInputs.all(inputs(), masked);
  }

  Dl4jNetwork network() {
    return network;
  }

  /** Returns the name of the mask of an input. */
  static String mask(String input) {
    return input + MASK;
  }
}
