package dev.shopfuse.export.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.shopfuse.export.onnx.proto.GraphProto;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.onnx.proto.NodeProto;
import dev.shopfuse.export.onnx.proto.TensorProto;
import dev.shopfuse.export.onnx.proto.TensorShapeProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an ONNX file says of itself, whoever wrote it: for looking at, not for changing. Immutable.
 *
 * @param irVersion the version of the file format
 * @param opsets the version of each operator domain; the default domain is ""
 * @param producer the tool that wrote the file
 * @param metadata provenance
 * @param inputs what the caller gives
 * @param outputs what the caller gets
 * @param constants the constants with their sizes
 * @param nodes the nodes in the order of the file
 * @param shapes the shapes of those values whose shape the file tells, by name
 */
public record ModelSummary(
    long irVersion,
    SortedMap<String, Long> opsets,
    String producer,
    SortedMap<String, String> metadata,
    List<Port> inputs,
    List<Port> outputs,
    List<Constant> constants,
    List<Operation> nodes,
    Map<String, List<String>> shapes) {

  /**
   * An input or output of the graph. Immutable.
   *
   * @param type the type of its elements, as ONNX numbers it, or its name where we know it
   * @param shape the length of each axis, a number or a name
   */
  public record Port(String name, String type, List<String> shape) {}

  /** A constant, with the bytes it takes. Immutable. */
  public record Constant(String name, String type, List<Long> lengths, long bytes) {}

  /** A node, by the names of what it reads and computes. Immutable. */
  public record Operation(
      String name, String operator, List<String> inputs, List<String> outputs) {}

  /**
   * Reads a file.
   *
   * @throws GraphException if the bytes are no ONNX model
   */
  public static ModelSummary read(ByteBuffer file) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(file);
    } catch (InvalidProtocolBufferException e) {
      throw new GraphException("no ONNX model: " + e.getMessage());
    }
    if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
      throw new GraphException("no ONNX model: it holds no graph");
    }
    return of(model, model.getGraph());
  }

  private static ModelSummary of(ModelProto model, GraphProto graph) {
    SortedMap<String, Long> opsets = new TreeMap<>();
    model.getOpsetImportList().forEach(each -> opsets.put(each.getDomain(), each.getVersion()));
    List<Constant> constants = new ArrayList<>();
    graph.getInitializerList().forEach(each -> constants.add(constant(each)));
    List<Port> inputs = new ArrayList<>();
    // Before IR 4 constants were listed among the inputs, too.
    graph.getInputList().stream()
        .filter(each -> constants.stream().noneMatch(one -> one.name().equals(each.getName())))
        .forEach(each -> inputs.add(port(each)));
    Map<String, List<String>> shapes = new HashMap<>();
    graph.getInputList().forEach(each -> shapes.put(each.getName(), shape(each)));
    graph.getValueInfoList().forEach(each -> shapes.put(each.getName(), shape(each)));
    graph.getOutputList().forEach(each -> shapes.put(each.getName(), shape(each)));
    return new ModelSummary(
        model.getIrVersion(),
        Collections.unmodifiableSortedMap(opsets),
        model.getProducerName(),
        Collections.unmodifiableSortedMap(MessageReader.metadata(model)),
        List.copyOf(inputs),
        graph.getOutputList().stream().map(ModelSummary::port).toList(),
        List.copyOf(constants),
        graph.getNodeList().stream().map(ModelSummary::operation).toList(),
        Collections.unmodifiableMap(shapes));
  }

  private static Operation operation(NodeProto node) {
    String name = node.getName();
    if (name.isEmpty()) {
      name = node.getOutputCount() == 0 ? node.getOpType() : node.getOutput(0);
    }
    return new Operation(
        name,
        node.getOpType(),
        List.copyOf(node.getInputList()),
        List.copyOf(node.getOutputList()));
  }

  private static Constant constant(TensorProto tensor) {
    // Other writers keep numbers in typed fields, which we skip: then the message is the measure.
    long bytes = tensor.hasRawData() ? tensor.getRawData().size() : tensor.getSerializedSize();
    return new Constant(
        tensor.getName(), type(tensor.getDataType()), List.copyOf(tensor.getDimsList()), bytes);
  }

  private static Port port(ValueInfoProto info) {
    return new Port(
        info.getName(), type(info.getType().getTensorType().getElemType()), shape(info));
  }

  private static String type(int code) {
    for (ElementType type : ElementType.values()) {
      if (type.code() == code) {
        return type.name().toLowerCase(Locale.ROOT);
      }
    }
    return "type " + code;
  }

  private static List<String> shape(ValueInfoProto info) {
    return info.getType().getTensorType().getShape().getDimList().stream()
        .map(ModelSummary::length)
        .toList();
  }

  private static String length(TensorShapeProto.Dimension dimension) {
    if (dimension.hasDimValue()) {
      return Long.toString(dimension.getDimValue());
    }
    return dimension.hasDimParam() ? dimension.getDimParam() : "?";
  }

  /** Returns how often each operator is used, by its name. */
  public SortedMap<String, Integer> operators() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    nodes.forEach(node -> counts.merge(node.operator(), 1, Integer::sum));
    return counts;
  }

  /** Returns how many bytes the constants take. */
  public long constantBytes() {
    return constants.stream().mapToLong(Constant::bytes).sum();
  }
}
