package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.shopfuse.export.onnx.proto.AttributeProto;
import dev.shopfuse.export.onnx.proto.GraphProto;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.onnx.proto.NodeProto;
import dev.shopfuse.export.onnx.proto.OperatorSetIdProto;
import dev.shopfuse.export.onnx.proto.TensorProto;
import dev.shopfuse.export.onnx.proto.TensorShapeProto;
import dev.shopfuse.export.onnx.proto.TypeProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Short files made to take much memory, which random damage does not find. */
class HostileModelTest {
  /** What loading classes takes, once. */
  private static final long FIXED_BYTES = 8 << 20;

  private static final int MAX_RANK = 16;

  private static ValueInfoProto input(String name, String... lengths) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (String length : lengths) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(length));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(ElementType.FLOAT.code()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorProto longs(String name, long... values) {
    Tensor tensor = Tensor.vector(values);
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(ElementType.INT64.code())
        .addDims(values.length)
        .setRawData(tensor.bytes())
        .build();
  }

  private static NodeProto node(String operator, String output, String... inputs) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    if (operator.equals("Concat")) {
      node.addAttribute(
          AttributeProto.newBuilder()
              .setName("axis")
              .setType(AttributeProto.AttributeType.INT)
              .setI(0));
    }
    return node.build();
  }

  private static byte[] file(GraphProto.Builder graph, String output) {
    return ModelProto.newBuilder()
        .setIrVersion(OnnxModel.DEFAULT_IR_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OnnxModel.DEFAULT_OPSET))
        .setGraph(graph.addOutput(input(output, "any")))
        .build()
        .toByteArray();
  }

  private static OnnxModel read(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          long before = threads.getCurrentThreadAllocatedBytes();
          OnnxModel model = ModelReader.read(bytes);
          assertThat(threads.getCurrentThreadAllocatedBytes() - before)
              .isLessThan(FIXED_BYTES + (long) ModelReader.BYTES_A_BYTE * bytes.length);
          return model;
        });
  }

  /** Each sum of lengths holds the two before it, as Fibonacci's numbers do. */
  @Test
  void read_sumsOfSums_haveShortNames() {
    GraphProto.Builder graph =
        GraphProto.newBuilder().addInput(input("v0", "N")).addInput(input("v1", "M"));
    for (int i = 2; i < 34; i++) {
      graph.addNode(node("Concat", "v" + i, "v" + (i - 2), "v" + (i - 1)));
    }
    OnnxModel model = read(file(graph, "v33"));
    assertThat(model.graph().outputs().get(0).shape().dimension(0).toString())
        .hasSizeLessThanOrEqualTo(Dimension.Symbol.MAX_NAME);
  }

  @Test
  void read_shapesDoubledFromNodeToNode_areForgotten() {
    GraphProto.Builder graph = GraphProto.newBuilder().addInitializer(longs("v0", 1, 2));
    for (int i = 1; i < 25; i++) {
      graph.addNode(node("Concat", "v" + i, "v" + (i - 1), "v" + (i - 1)));
    }
    OnnxModel model = read(file(graph, "v24"));
    assertThat(model.graph().outputs()).hasToString("[v24 INT64 [%d]]".formatted(1 << 25));
  }

  /** Nodes of a few bytes that give every axis another length. */
  @Test
  void read_manyAxesPaddedAgainAndAgain_staysWithinTheBound() {
    String[] lengths = new String[MAX_RANK];
    long[] pads = new long[2 * MAX_RANK];
    for (int axis = 0; axis < MAX_RANK; axis++) {
      lengths[axis] = "N" + axis;
      pads[axis] = 1;
    }
    GraphProto.Builder graph =
        GraphProto.newBuilder().addInput(input("a0", lengths)).addInitializer(longs("p", pads));
    for (int i = 1; i < 5_000; i++) {
      graph.addNode(node("Pad", "a" + i, "a" + (i - 1), "p"));
    }
    assertThat(read(file(graph, "a4999")).graph().nodes()).hasSize(4_999);
  }

  @Test
  void read_lengthWithALongName_isRefused() {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addInput(input("x", "N".repeat(Dimension.Symbol.MAX_NAME + 1)))
            .addNode(node("Relu", "y", "x"));
    byte[] bytes = file(graph, "y");
    assertThatThrownBy(() -> ModelReader.read(bytes))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("has 101 characters; at most 100 are allowed");
  }
}
