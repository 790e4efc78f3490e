package dev.shopfuse.sdk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Builds an ONNX model, IR 7 and opset 13, by hand: the SDK has no ONNX writer to lean on. */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT64 = 7;

  private final ProtoBytes graph = new ProtoBytes().text(2, "tiny");

  OnnxBytes input(String name, int type, Object... dimensions) {
    graph.message(11, value(name, type, dimensions));
    return this;
  }

  OnnxBytes output(String name, int type, Object... dimensions) {
    graph.message(12, value(name, type, dimensions));
    return this;
  }

  private static ProtoBytes value(String name, int type, Object... dimensions) {
    ProtoBytes shape = new ProtoBytes();
    for (Object dimension : dimensions) {
      shape.message(
          1,
          dimension instanceof String symbol
              ? new ProtoBytes().text(2, symbol)
              : new ProtoBytes().number(1, (Integer) dimension));
    }
    ProtoBytes tensor = new ProtoBytes().number(1, type).message(2, shape);
    return new ProtoBytes().text(1, name).message(2, new ProtoBytes().message(1, tensor));
  }

  OnnxBytes table(String name, float[][] rows) {
    ByteBuffer raw =
        ByteBuffer.allocate(rows.length * rows[0].length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float cell : row) {
        raw.putFloat(cell);
      }
    }
    graph.message(
        5,
        new ProtoBytes()
            .number(1, rows.length)
            .number(1, rows[0].length)
            .number(2, FLOAT)
            .text(8, name)
            .bytes(9, raw.array()));
    return this;
  }

  OnnxBytes node(String operator, String output, String... inputs) {
    graph.message(1, nodeBytes(operator, output, inputs));
    return this;
  }

  /** Adds the mean over one axis, which disappears unless it is kept. */
  OnnxBytes mean(String output, String input, int axis, boolean keep) {
    ProtoBytes axes = new ProtoBytes().text(1, "axes").number(8, axis).number(20, 7);
    ProtoBytes keepDims =
        new ProtoBytes().text(1, "keepdims").number(3, keep ? 1 : 0).number(20, 2);
    graph.message(1, nodeBytes("ReduceMean", output, input).message(5, axes).message(5, keepDims));
    return this;
  }

  private static ProtoBytes nodeBytes(String operator, String output, String... inputs) {
    ProtoBytes node = new ProtoBytes();
    for (String input : inputs) {
      node.text(1, input);
    }
    return node.text(2, output).text(3, output).text(4, operator);
  }

  byte[] build() {
    return new ProtoBytes()
        .number(1, 7)
        .text(2, "tests")
        .message(7, graph)
        .message(8, new ProtoBytes().text(1, "").number(2, 13))
        .toByteArray();
  }
}
