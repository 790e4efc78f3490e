package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxJavaType;
import dev.shopfuse.sdk.internal.ProtoFields;
import dev.shopfuse.sdk.internal.ProtoWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constant of an ONNX model as an input instead: what it holds, where it lies in native memory.
 * Field numbers are those of TensorProto and ValueInfoProto in onnx.proto. Immutable.
 */
final class DetachedTable {
  private static final int DIMENSION = 1;
  private static final int TYPE = 2;
  private static final int NAME = 8;
  private static final int RAW = 9;

  final String name;
  final OnnxJavaType type;
  final long[] shape;
  final ByteBuffer content;

  /** The declaration of the input. */
  final ProtoWriter input;

  private DetachedTable(
      String name, OnnxJavaType type, long onnxType, List<Long> axes, ByteBuffer content) {
    this.name = name;
    this.type = type;
    this.content = content;
    shape = new long[axes.size()];
    ProtoWriter dimensions = new ProtoWriter();
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = axes.get(axis);
      dimensions.message(1, new ProtoWriter().number(1, shape[axis]));
    }
    ProtoWriter tensor = new ProtoWriter().number(1, onnxType).message(2, dimensions);
    input = new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
  }

  /** Makes an input of a constant, or returns null if it is not of a kind that export writes. */
  static @Nullable DetachedTable of(ByteBuffer constant) {
    List<Long> axes = new ArrayList<>();
    String name = "";
    long type = 0;
    ByteBuffer raw = null;
    ProtoFields fields = new ProtoFields(constant);
    while (fields.next()) {
      if (fields.isNumber(DIMENSION)) {
        axes.add(fields.value());
      } else if (fields.isNumber(TYPE)) {
        type = fields.value();
      } else if (fields.isBytes(NAME)) {
        name = fields.text();
      } else if (fields.isBytes(RAW)) {
        raw = fields.bytes().slice().order(ByteOrder.nativeOrder());
      }
    }
    OnnxJavaType javaType = javaType(type);
    if (raw == null || javaType == null) {
      return null;
    }
    return new DetachedTable(name, javaType, type, axes, raw);
  }

  private static @Nullable OnnxJavaType javaType(long onnxType) {
    if (onnxType == 1) {
      return OnnxJavaType.FLOAT;
    }
    if (onnxType == 3) {
      return OnnxJavaType.INT8;
    }
    return onnxType == 10 ? OnnxJavaType.FLOAT16 : null;
  }
}
