package dev.shopfuse.export.onnx;

import com.google.protobuf.ByteString;
import dev.shopfuse.export.onnx.proto.AttributeProto;
import dev.shopfuse.export.onnx.proto.NodeProto;
import dev.shopfuse.export.onnx.proto.TensorProto;
import dev.shopfuse.export.onnx.proto.TensorShapeProto;
import dev.shopfuse.export.onnx.proto.TypeProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;

/** Turns messages of the ONNX format into the parts of a graph. */
final class MessageReader {
  static final int MAX_IR_VERSION = 10;
  static final int MAX_OPSET = 21;

  /** More axes than any operator here has. */
  private static final int MAX_RANK = 16;

  private MessageReader() {}

  static TensorType type(ValueInfoProto info) {
    if (!info.getType().hasTensorType()) {
      throw new GraphException("Value %s is no tensor.".formatted(info.getName()));
    }
    TypeProto.Tensor tensor = info.getType().getTensorType();
    List<Dimension> dimensions = new ArrayList<>();
    for (TensorShapeProto.Dimension each : tensor.getShape().getDimList()) {
      dimensions.add(dimension(info.getName(), each));
    }
    return new TensorType(
        elementType(info.getName(), tensor.getElemType()), shape(info.getName(), dimensions));
  }

  private static Dimension dimension(String name, TensorShapeProto.Dimension dimension) {
    if (dimension.hasDimValue()) {
      return Dimension.of(dimension.getDimValue());
    }
    if (dimension.getDimParam().isBlank()) {
      throw new GraphException("Value %s has an axis without a length or a name.".formatted(name));
    }
    return Dimension.of(dimension.getDimParam());
  }

  private static Shape shape(String name, List<Dimension> dimensions) {
    requireRank(name, dimensions.size());
    try {
      return new Shape(dimensions);
    } catch (IllegalArgumentException e) {
      throw new GraphException("Value %s: %s".formatted(name, e.getMessage()));
    }
  }

  /** Refuses a value with more axes than are read. */
  static void requireRank(String name, int rank) {
    if (rank > MAX_RANK) {
      throw new GraphException(
          "Value %s has %d axes, at most %d are read.".formatted(name, rank, MAX_RANK));
    }
  }

  private static ElementType elementType(String name, int code) {
    try {
      return ElementType.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw new GraphException("Value %s: %s".formatted(name, e.getMessage()));
    }
  }

  static Tensor tensor(TensorProto proto) {
    ElementType type = elementType(proto.getName(), proto.getDataType());
    shape(proto.getName(), proto.getDimsList().stream().map(Dimension::of).toList());
    try {
      return new Tensor(type, proto.getDimsList(), proto.getRawData());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new GraphException("Constant %s: %s".formatted(proto.getName(), e.getMessage()));
    }
  }

  /** Returns the operator in the form that the opset has. */
  static Operator operator(NodeProto node, int opset) {
    Operator found = null;
    for (Operator operator : Operator.values()) {
      if (operator.opType().equals(node.getOpType()) && operator.sinceOpset() <= opset) {
        found = operator;
      }
    }
    if (found == null || !node.getDomain().isEmpty()) {
      throw new GraphException(
          "Node %s: the operator %s of opset %d is not known here."
              .formatted(node.getName(), node.getOpType(), opset));
    }
    return found;
  }

  static Attribute attribute(NodeProto node, AttributeProto proto) {
    String name = proto.getName();
    return switch (proto.getType()) {
      case INT -> new Attribute.Int(name, proto.getI());
      case FLOAT -> new Attribute.Real(name, proto.getF());
      case STRING -> new Attribute.Text(name, proto.getS().toStringUtf8());
      case INTS -> new Attribute.Ints(name, proto.getIntsList());
      case FLOATS -> new Attribute.Reals(name, proto.getFloatsList());
      case STRINGS ->
          new Attribute.Texts(
              name, proto.getStringsList().stream().map(ByteString::toStringUtf8).toList());
      case UNDEFINED, TENSOR ->
          throw new GraphException(
              "Node %s: attribute %s is of a type that is not known here."
                  .formatted(node.getName(), name));
    };
  }
}
