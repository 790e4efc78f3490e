package dev.shopfuse.export.onnx;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.shopfuse.export.onnx.proto.GraphProto;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.onnx.proto.NodeProto;
import dev.shopfuse.export.onnx.proto.TensorProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ONNX files whose operators are known here, and checks them as the writer checks: number and
 * types of inputs, attributes, shapes. Files of this writer come back as they were.
 *
 * <p>A file may come from anywhere: whatever is wrong gives a {@link GraphException}. Reading
 * allocates at most {@value #BYTES_A_BYTE} bytes for each byte of the file.
 */
public final class ModelReader {
  /** How many bytes are allocated for one byte of a file at most, those soon free included. */
  public static final int BYTES_A_BYTE = 500;

  private final GraphProto proto;
  private final int opset;
  private final Map<String, Value> values = new HashMap<>();
  private final Map<String, List<Dimension>> contents = new HashMap<>();

  private ModelReader(GraphProto proto, int opset) {
    this.proto = proto;
    this.opset = opset;
  }

  /**
   * Reads a file.
   *
   * @throws GraphException if it is no ONNX file, or one that this writer could not have written
   */
  public static OnnxModel read(byte[] bytes) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new GraphException("This is no ONNX file: " + e.getMessage());
    }
    int opset = opset(model);
    OnnxGraph graph = new ModelReader(model.getGraph(), opset).graph();
    return new OnnxModel(graph, irVersion(model), opset, MessageReader.metadata(model));
  }

  private static int irVersion(ModelProto model) {
    if (model.getIrVersion() < 3 || model.getIrVersion() > MessageReader.MAX_IR_VERSION) {
      throw new GraphException(
          "IR version %d is not from 3 to %d, which can be read."
              .formatted(model.getIrVersion(), MessageReader.MAX_IR_VERSION));
    }
    return (int) model.getIrVersion();
  }

  private static int opset(ModelProto model) {
    if (model.getOpsetImportCount() != 1 || !model.getOpsetImport(0).getDomain().isEmpty()) {
      throw new GraphException("The file must import the default operators alone, at one version.");
    }
    long version = model.getOpsetImport(0).getVersion();
    if (version < OnnxModel.DEFAULT_OPSET || version > MessageReader.MAX_OPSET) {
      throw new GraphException(
          "Opset %d is not from %d to %d, which can be read."
              .formatted(version, OnnxModel.DEFAULT_OPSET, MessageReader.MAX_OPSET));
    }
    return (int) version;
  }

  private OnnxGraph graph() {
    List<Value> inputs = new ArrayList<>();
    for (ValueInfoProto input : proto.getInputList()) {
      inputs.add(define(input.getName(), MessageReader.type(input)));
    }
    Map<Value, Tensor> initializers = new LinkedHashMap<>();
    for (TensorProto each : proto.getInitializerList()) {
      Tensor tensor = MessageReader.tensor(each);
      initializers.put(
          define(each.getName(), new TensorType(tensor.type(), tensor.shape())), tensor);
      Contents.of(tensor).ifPresent(elements -> contents.put(each.getName(), elements));
    }
    List<Node> nodes = new ArrayList<>();
    for (NodeProto node : proto.getNodeList()) {
      nodes.add(node(node));
    }
    List<Value> outputs = new ArrayList<>();
    for (ValueInfoProto output : proto.getOutputList()) {
      outputs.add(known(output.getName(), "The outputs"));
    }
    return new OnnxGraph(proto.getName(), inputs, initializers, nodes, outputs);
  }

  private Node node(NodeProto node) {
    Operator operator = MessageReader.operator(node, opset);
    List<Value> inputs = new ArrayList<>();
    for (String input : node.getInputList()) {
      inputs.add(input.isEmpty() ? Value.ABSENT : known(input, "Node " + node.getName()));
    }
    List<Attribute> attributes =
        node.getAttributeList().stream().map(each -> MessageReader.attribute(node, each)).toList();
    NodeView view = new NodeView(node.getName(), operator, inputs, attributes, contents);
    List<TensorType> types = infer(view);
    if (types.size() < node.getOutputCount() || node.getOutputCount() == 0) {
      throw view.error(
          "it has %d outputs, %d known".formatted(node.getOutputCount(), types.size()));
    }
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < node.getOutputCount(); i++) {
      outputs.add(define(node.getOutput(i), types.get(i)));
    }
    Contents.of(view).ifPresent(elements -> contents.put(node.getOutput(0), elements));
    return new Node(node.getName(), operator, inputs, attributes, outputs);
  }

  /** Inference trusts that values are what a builder would have; a file's need not be. */
  private static List<TensorType> infer(NodeView view) {
    try {
      return view.operator().infer(view);
    } catch (GraphException e) {
      throw e;
    } catch (RuntimeException e) {
      throw view.error("its inputs do not fit: " + e);
    }
  }

  private Value define(String name, TensorType type) {
    MessageReader.requireRank(name, type.shape().rank());
    if (name.isEmpty()) {
      throw new GraphException("A value of graph %s has no name.".formatted(proto.getName()));
    }
    Value value = new Value(name, type);
    if (values.putIfAbsent(name, value) != null) {
      throw new GraphException("Value name %s is given twice.".formatted(name));
    }
    return value;
  }

  private Value known(String name, String who) {
    Value value = values.get(name);
    if (value == null) {
      throw new GraphException("%s refer to %s, which nothing before gives.".formatted(who, name));
    }
    return value;
  }
}
