package dev.shopfuse.export.onnx;

import com.google.protobuf.ByteString;
import dev.shopfuse.export.onnx.Dimension.Fixed;
import dev.shopfuse.export.onnx.proto.AttributeProto;
import dev.shopfuse.export.onnx.proto.AttributeProto.AttributeType;
import dev.shopfuse.export.onnx.proto.GraphProto;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.onnx.proto.NodeProto;
import dev.shopfuse.export.onnx.proto.OperatorSetIdProto;
import dev.shopfuse.export.onnx.proto.StringStringEntryProto;
import dev.shopfuse.export.onnx.proto.TensorProto;
import dev.shopfuse.export.onnx.proto.TensorShapeProto;
import dev.shopfuse.export.onnx.proto.TypeProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;

/** Turns a model into the messages of the ONNX format. */
final class ModelWriter {
  private static final String PRODUCER = "shopfuse";

  private ModelWriter() {}

  static ModelProto write(OnnxModel model) {
    ModelProto.Builder proto =
        ModelProto.newBuilder()
            .setIrVersion(model.irVersion())
            .setProducerName(PRODUCER)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(model.opset()))
            .setGraph(graph(model.graph()));
    model
        .metadata()
        .forEach(
            (key, value) ->
                proto.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return proto.build();
  }

  private static GraphProto graph(OnnxGraph graph) {
    GraphProto.Builder proto = GraphProto.newBuilder().setName(graph.name());
    graph.inputs().forEach(input -> proto.addInput(info(input)));
    graph.outputs().forEach(output -> proto.addOutput(info(output)));
    graph
        .initializers()
        .forEach((value, tensor) -> proto.addInitializer(tensor(value.name(), tensor)));
    for (Node node : graph.nodes()) {
      proto.addNode(node(node));
      node.outputs().stream()
          .filter(output -> !graph.outputs().contains(output))
          .forEach(output -> proto.addValueInfo(info(output)));
    }
    return proto.build();
  }

  private static NodeProto node(Node node) {
    NodeProto.Builder proto =
        NodeProto.newBuilder().setName(node.name()).setOpType(node.operator().opType());
    node.inputs().forEach(input -> proto.addInput(input.name()));
    node.outputs().forEach(output -> proto.addOutput(output.name()));
    node.attributes().forEach(attribute -> proto.addAttribute(attribute(attribute)));
    return proto.build();
  }

  private static AttributeProto attribute(Attribute attribute) {
    AttributeProto.Builder proto = AttributeProto.newBuilder().setName(attribute.name());
    if (attribute instanceof Attribute.Int integer) {
      proto.setType(AttributeType.INT).setI(integer.value());
    } else if (attribute instanceof Attribute.Real real) {
      proto.setType(AttributeType.FLOAT).setF(real.value());
    } else if (attribute instanceof Attribute.Ints integers) {
      proto.setType(AttributeType.INTS).addAllInts(integers.values());
    } else if (attribute instanceof Attribute.Reals reals) {
      proto.setType(AttributeType.FLOATS).addAllFloats(reals.values());
    } else if (attribute instanceof Attribute.Text text) {
      proto.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
    } else if (attribute instanceof Attribute.Texts texts) {
      proto.setType(AttributeType.STRINGS);
      texts.values().forEach(each -> proto.addStrings(ByteString.copyFromUtf8(each)));
    }
    return proto.build();
  }

  private static TensorProto tensor(String name, Tensor tensor) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(tensor.type().code())
        .addAllDims(tensor.lengths())
        .setRawData(tensor.bytes())
        .build();
  }

  private static ValueInfoProto info(Value value) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    value.shape().dimensions().forEach(each -> shape.addDim(dimension(each)));
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(value.element().code()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(value.name())
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto.Dimension dimension(Dimension dimension) {
    TensorShapeProto.Dimension.Builder proto = TensorShapeProto.Dimension.newBuilder();
    return dimension instanceof Fixed fixed
        ? proto.setDimValue(fixed.length()).build()
        : proto.setDimParam(dimension.toString()).build();
  }
}
