package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxJavaType;
import dev.shopfuse.sdk.internal.ProtoFields;
import dev.shopfuse.sdk.internal.ProtoWriter;
import dev.shopfuse.sdk.internal.Utf8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model apart from its large tables, which stay where they lie in memory. ONNX Runtime
 * copies what is in the model, twice for a while; a table that it is given beside the model it
 * reads in place. Immutable; it holds the memory of the model.
 *
 * <p>A table here is what only Gather nodes read: they copy row by row, so it may lie at any
 * address. Field numbers are those of onnx.proto.
 */
final class DetachedTables {
  /** Below this a table is not worth a tensor of its own. */
  private static final int LEAST_BYTES = 1 << 14;

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OPERATOR = 4;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int TENSOR_EXTERNAL = 13;
  private static final int TENSOR_LOCATION = 14;
  private static final int EXTERNAL = 1;

  /** ONNX wants a location for what is not in the model; it is looked at by nobody. */
  private static final byte[] LOCATION =
      new ProtoWriter()
          .bytes(1, Utf8.encode("location"))
          .bytes(2, Utf8.encode("memory"))
          .toByteArray();

  final byte[] model;
  final List<Table> tables = new ArrayList<>();

  /** A table of the model: its shape and its bytes, in native order. */
  static final class Table {
    final String name;
    final OnnxJavaType type;
    final long[] shape;
    final ByteBuffer bytes;

    Table(String name, OnnxJavaType type, long[] shape, ByteBuffer bytes) {
      this.name = name;
      this.type = type;
      this.shape = shape;
      this.bytes = bytes;
    }
  }

  /**
   * Takes a model apart.
   *
   * @throws IllegalArgumentException if the bytes are no protobuf message
   */
  DetachedTables(ByteBuffer whole) {
    ProtoWriter out = new ProtoWriter();
    ProtoFields fields = new ProtoFields(whole);
    while (fields.next()) {
      if (fields.isBytes(MODEL_GRAPH)) {
        out.bytes(MODEL_GRAPH, withoutTables(fields.bytes()));
      } else {
        out.copy(fields.field());
      }
    }
    model = out.toByteArray();
  }

  private byte[] withoutTables(ByteBuffer graph) {
    Set<String> gathered = new HashSet<>();
    Set<String> computed = new HashSet<>();
    ProtoFields nodes = new ProtoFields(graph);
    while (nodes.next()) {
      if (nodes.isBytes(GRAPH_NODE)) {
        sort(nodes.bytes(), gathered, computed);
      }
    }
    gathered.removeAll(computed);
    ProtoWriter out = new ProtoWriter();
    ProtoFields fields = new ProtoFields(graph);
    while (fields.next()) {
      byte[] detached = fields.isBytes(GRAPH_INITIALIZER) ? detach(fields.bytes(), gathered) : null;
      if (detached == null) {
        out.copy(fields.field());
      } else {
        out.bytes(GRAPH_INITIALIZER, detached);
      }
    }
    return out.toByteArray();
  }

  /** Puts what a node reads into one of the sets: what it gathers rows from, and all else. */
  private static void sort(ByteBuffer node, Set<String> gathered, Set<String> computed) {
    List<String> inputs = new ArrayList<>();
    boolean gathers = false;
    ProtoFields fields = new ProtoFields(node);
    while (fields.next()) {
      if (fields.isBytes(NODE_INPUT)) {
        inputs.add(fields.text());
      } else if (fields.isBytes(NODE_OPERATOR)) {
        gathers = fields.text().equals("Gather");
      }
    }
    for (int i = 0; i < inputs.size(); i++) {
      (gathers && i == 0 ? gathered : computed).add(inputs.get(i));
    }
  }

  /** Keeps a table and returns its tensor without it, or null if the tensor is to stay whole. */
  private byte @Nullable [] detach(ByteBuffer tensor, Set<String> gathered) {
    if (tensor.remaining() < LEAST_BYTES) {
      return null;
    }
    ProtoWriter rest = new ProtoWriter();
    List<Long> shape = new ArrayList<>();
    String name = "";
    long type = 0;
    ByteBuffer raw = null;
    ProtoFields fields = new ProtoFields(tensor);
    while (fields.next()) {
      if (fields.isBytes(TENSOR_RAW)) {
        raw = fields.bytes().slice().order(ByteOrder.nativeOrder());
        continue;
      }
      rest.copy(fields.field());
      if (fields.isNumber(TENSOR_DIMENSION)) {
        shape.add(fields.value());
      } else if (fields.isNumber(TENSOR_TYPE)) {
        type = fields.value();
      } else if (fields.isBytes(TENSOR_NAME)) {
        name = fields.text();
      }
    }
    OnnxJavaType javaType = javaType(type);
    if (raw == null || javaType == null || shape.size() != 2 || !gathered.contains(name)) {
      return null;
    }
    if (shape.get(0) * shape.get(1) * javaType.size != raw.remaining()) {
      throw new IllegalArgumentException("table " + name + " has another size than its shape");
    }
    tables.add(new Table(name, javaType, new long[] {shape.get(0), shape.get(1)}, raw));
    return rest.bytes(TENSOR_EXTERNAL, LOCATION).number(TENSOR_LOCATION, EXTERNAL).toByteArray();
  }

  /** Returns the type of a table's cells: those that export writes; others stay in the model. */
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
