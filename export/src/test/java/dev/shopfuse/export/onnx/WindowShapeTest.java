package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowShapeTest {
  private final GraphBuilder graph = new GraphBuilder("test");

  private Value floats(String name, Object... lengths) {
    return graph.input(name, ElementType.FLOAT, shape(lengths));
  }

  private static Shape shape(Object... lengths) {
    List<Dimension> dimensions = new ArrayList<>();
    for (Object length : lengths) {
      dimensions.add(
          length instanceof Integer number ? Dimension.of(number) : Dimension.of((String) length));
    }
    return new Shape(dimensions);
  }

  private static void assertShape(Value value, Object... lengths) {
    assertThat(value.shape()).isEqualTo(shape(lengths));
  }

  private Value conv(Value input, Value weight, Attribute... attributes) {
    return graph.add("y", Operator.CONV, List.of(input, weight), attributes);
  }

  @Test
  void conv_padsStridesDilations_countTheSteps() {
    Value y =
        conv(
            floats("x", "N", 3, 10, 9),
            floats("w", 8, 3, 3, 2),
            Attribute.ofAll("kernel_shape", 3, 2),
            Attribute.ofAll("strides", 2, 1),
            Attribute.ofAll("dilations", 2, 1),
            Attribute.ofAll("pads", 1, 0, 1, 1));
    assertShape(y, "N", 8, 4, 9);
  }

  @Test
  void conv_unknownLengths_areNamedByTheirFormula() {
    Value y =
        conv(
            floats("x", "N", 3, "H", "W"),
            floats("w", 8, 3, 3, 3),
            Attribute.ofAll("kernel_shape", 3, 3),
            Attribute.ofAll("strides", 2, 1));
    assertShape(y, "N", 8, "floor((H -3)/2) + 1", "W -2");
  }

  @Test
  void conv_samePadding_keepsAnUnknownLength() {
    Value y =
        conv(
            floats("x", "N", 3, "T"),
            floats("w", 8, 3, 4),
            Attribute.ofAll("kernel_shape", 4),
            Attribute.of("auto_pad", "SAME_UPPER"));
    assertShape(y, "N", 8, "T");
  }

  @Test
  void conv_otherNumberOfChannels_isRefused() {
    Value x = floats("x", "N", 4, 5, 5);
    Value w = floats("w", 8, 3, 3, 3);
    assertThatThrownBy(() -> conv(x, w, Attribute.ofAll("kernel_shape", 3, 3)))
        .hasMessageContaining("Node y (Conv)")
        .hasMessageContaining("has 4 channels")
        .hasMessageContaining("needs 3");
  }

  @Test
  void conv_strideZero_isRefused() {
    Value x = floats("x", "N", 3, 5, 5);
    Value w = floats("w", 8, 3, 3, 3);
    Attribute kernel = Attribute.ofAll("kernel_shape", 3, 3);
    assertThatThrownBy(() -> conv(x, w, kernel, Attribute.ofAll("strides", 0, 1)))
        .hasMessageContaining("stride 0");
  }

  @Test
  void conv_windowLongerThanTheInput_isRefused() {
    Value x = floats("x", "N", 3, 2, 5);
    Value w = floats("w", 8, 3, 3, 3);
    assertThatThrownBy(() -> conv(x, w, Attribute.ofAll("kernel_shape", 3, 3)))
        .hasMessageContaining("too short by 1");
  }

  @Test
  void convTranspose_stride_spreadsTheInput() {
    Value y =
        graph.add(
            "y",
            Operator.CONV_TRANSPOSE,
            List.of(floats("x", "N", 3, 4, 5), floats("w", 3, 2, 3, 3)),
            Attribute.ofAll("kernel_shape", 3, 3),
            Attribute.ofAll("strides", 2, 2),
            Attribute.ofAll("pads", 0, 0, 1, 1));
    assertShape(y, "N", 2, 8, 10);
  }

  @Test
  void lstm_sequence_givesOneAxisOfDirections() {
    Value y =
        graph.add(
            "y",
            Operator.LSTM,
            List.of(floats("x", "T", "N", 3), floats("w", 1, 16, 3), floats("r", 1, 16, 4)),
            Attribute.of("hidden_size", 4));
    assertShape(y, "T", 1, "N", 4);
  }

  @Test
  void lstm_weightOfAnotherSize_isRefused() {
    List<Value> inputs =
        List.of(floats("x", "T", "N", 3), floats("w", 1, 12, 3), floats("r", 1, 16, 4));
    assertThatThrownBy(() -> graph.add("y", Operator.LSTM, inputs, Attribute.of("hidden_size", 4)))
        .hasMessageContaining("W is [1, 12, 3], expected [1, 16, 3]");
  }

  @Test
  void lstm_requiredInputLeftOut_isRefused() {
    List<Value> inputs = List.of(floats("x", "T", "N", 3), Value.ABSENT, floats("r", 1, 16, 4));
    assertThatThrownBy(() -> graph.add("y", Operator.LSTM, inputs, Attribute.of("hidden_size", 4)))
        .hasMessageContaining("input W cannot be left out");
  }

  @Test
  void resize_wholeScales_multiplyLengths() {
    Value scales = graph.initializer("scales", Tensor.ofFloats(new float[] {1, 1, 2, 3}, 4));
    Value y =
        graph.add("y", Operator.RESIZE, List.of(floats("x", "N", 3, "H", 5), Value.ABSENT, scales));
    assertShape(y, "N", 3, "2*H", 15);
  }

  @Test
  void concat_equalSymbols_becomeAProductThatDividesAgain() {
    Value stacked =
        graph.add(
            "stacked",
            Operator.CONCAT,
            List.of(floats("a", "N", 4), floats("b", "N", 4)),
            Attribute.of("axis", 0));
    assertShape(stacked, "2*N", 4);
    Value shape = graph.initializer("shape", Tensor.vector(2, -1, 4));
    assertShape(graph.add("y", Operator.RESHAPE, List.of(stacked, shape)), 2, "N", 4);
  }

  @Test
  void slice_backwards_keepsTheAxis() {
    List<Value> inputs =
        List.of(
            floats("x", "N", "T"),
            graph.initializer("from", Tensor.vector(-1)),
            graph.initializer("end", Tensor.vector(-Long.MAX_VALUE)),
            graph.initializer("axis", Tensor.vector(1)),
            graph.initializer("step", Tensor.vector(-1)));
    assertShape(graph.add("y", Operator.SLICE, inputs), "N", "T");
  }

  @Test
  void gatherNd_oneIndexAnExample_dropsItsAxis() {
    Value steps = graph.input("steps", ElementType.INT64, shape("N", 1));
    List<Value> inputs = List.of(floats("x", "N", "T", 4), steps);
    assertShape(graph.add("y", Operator.GATHER_ND, inputs, Attribute.of("batch_dims", 1)), "N", 4);
  }

  @Test
  void output_ofItsOwnName_renamesWhatTheNodeGives() {
    Value y = graph.add("layer/Relu", Operator.RELU, floats("x", "N", 4));
    graph.output(y, "layer");
    OnnxGraph built = graph.build();
    assertThat(built.outputs()).extracting(Value::name).containsExactly("layer");
    assertThat(built.nodes()).hasSize(1);
  }

  @Test
  void output_thatIsAnInput_isCopied() {
    graph.output(floats("x", "N", 4), "y");
    assertThat(graph.build().nodes()).extracting(Node::operator).containsExactly(Operator.IDENTITY);
  }
}
