package dev.shopfuse.sdk;

import dev.shopfuse.sdk.internal.ProtoFields;
import dev.shopfuse.sdk.internal.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX model apart from its large tables, which become inputs. ONNX Runtime copies the constants
 * of a model, twice for a while; what it is given as an input it reads where it lies. Immutable; it
 * holds the memory of the model.
 *
 * <p>A table is what only Gather nodes take rows from: they copy row by row, so any address will
 * do. Field numbers are those of onnx.proto.
 */
final class DetachedTables {
  /** Below this a table is not worth an input. */
  private static final int LEAST_BYTES = 1 << 14;

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OPERATOR = 4;

  /** The model without its large tables, in native memory. */
  final ByteBuffer model;

  final List<DetachedTable> tables = new ArrayList<>();

  private final Set<String> gathered = new HashSet<>();

  /**
   * Takes a model apart.
   *
   * @param whole the ONNX file, in native memory; it must not change
   * @throws IllegalArgumentException if the bytes are no ONNX file
   */
  DetachedTables(ByteBuffer whole) {
    ProtoWriter out = new ProtoWriter();
    ProtoFields fields = new ProtoFields(whole);
    while (fields.next()) {
      if (fields.isBytes(MODEL_GRAPH)) {
        out.message(MODEL_GRAPH, withoutTables(fields.bytes()));
      } else {
        out.add(fields.field());
      }
    }
    model = ByteBuffer.allocateDirect(out.length());
    out.write(model);
    model.flip();
  }

  private ProtoWriter withoutTables(ByteBuffer graph) {
    findGathered(graph);
    ProtoWriter out = new ProtoWriter();
    ProtoFields fields = new ProtoFields(graph);
    while (fields.next()) {
      DetachedTable table = fields.isBytes(GRAPH_INITIALIZER) ? table(fields.bytes()) : null;
      if (table == null) {
        out.add(fields.field());
      } else {
        out.message(GRAPH_INPUT, table.input);
        tables.add(table);
      }
    }
    return out;
  }

  private @Nullable DetachedTable table(ByteBuffer constant) {
    DetachedTable table = constant.remaining() < LEAST_BYTES ? null : DetachedTable.of(constant);
    return table != null && gathered.contains(table.name) ? table : null;
  }

  /** Finds what Gather nodes take rows from and no node takes anything else from. */
  private void findGathered(ByteBuffer graph) {
    Set<String> others = new HashSet<>();
    ProtoFields fields = new ProtoFields(graph);
    while (fields.next()) {
      if (fields.isBytes(GRAPH_NODE)) {
        readNode(fields.bytes(), others);
      }
    }
    gathered.removeAll(others);
  }

  private void readNode(ByteBuffer node, Set<String> others) {
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
      (gathers && i == 0 ? gathered : others).add(inputs.get(i));
    }
  }
}
