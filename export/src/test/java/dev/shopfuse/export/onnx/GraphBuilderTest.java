package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private static final Dimension N = Dimension.of("N");
  private final GraphBuilder graph = new GraphBuilder("test");
  private final Value rows = graph.input("rows", ElementType.FLOAT, Shape.of(N, Dimension.of(3)));

  @Test
  void add_inputOfWrongType_namesNodeAndInput() {
    Value ids = graph.input("ids", ElementType.INT64, Shape.of(N));
    assertThatThrownBy(() -> graph.add("hidden", Operator.RELU, ids))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("Node hidden (Relu)")
        .hasMessageContaining("ids INT64 [N]");
  }

  @Test
  void add_inputsOfDifferentTypes_namesBoth() {
    Value one = graph.initializer("one", Tensor.scalar(1L));
    assertThatThrownBy(() -> graph.add("sum", Operator.ADD, List.of(rows, one)))
        .hasMessageContaining("rows FLOAT [N, 3]")
        .hasMessageContaining("one INT64 []");
  }

  @Test
  void add_tooFewInputs_saysHowMany() {
    assertThatThrownBy(() -> graph.add("sum", Operator.ADD, rows))
        .hasMessageContaining("1 inputs given, 2 expected (A, B)");
  }

  @Test
  void add_tooManyInputs_saysHowMany() {
    assertThatThrownBy(() -> graph.add("act", Operator.RELU, List.of(rows, rows)))
        .hasMessageContaining("2 inputs given, 1 expected");
  }

  @Test
  void add_unknownAttribute_isRefused() {
    assertThatThrownBy(() -> graph.add("act", Operator.RELU, rows, Attribute.of("alpha", 1f)))
        .hasMessageContaining("attribute")
        .hasMessageContaining("alpha");
  }

  @Test
  void add_attributeOfWrongKind_isRefused() {
    assertThatThrownBy(() -> graph.add("act", Operator.ELU, rows, Attribute.of("alpha", 1)))
        .hasMessageContaining("alpha");
  }

  @Test
  void add_missingAttribute_isRefused() {
    assertThatThrownBy(() -> graph.add("both", Operator.CONCAT, List.of(rows, rows)))
        .hasMessageContaining("attribute axis is missing");
  }

  @Test
  void add_nameTwice_isRefused() {
    assertThatThrownBy(() -> graph.add("rows", Operator.RELU, rows))
        .hasMessageContaining("rows is taken");
  }

  @Test
  void add_valueOfAnotherGraph_isRefused() {
    Value other = new GraphBuilder("other").input("x", ElementType.FLOAT, Shape.of(2));
    assertThatThrownBy(() -> graph.add("act", Operator.RELU, other))
        .hasMessageContaining("not a value of graph test");
  }

  @Test
  void add_shapesThatDoNotBroadcast_namesBoth() {
    Value two = graph.initializer("two", Tensor.ofFloats(new float[2], 2));
    assertThatThrownBy(() -> graph.add("sum", Operator.ADD, List.of(rows, two)))
        .hasMessageContaining("[N, 3] and [2]");
  }

  @Test
  void add_differentSymbols_areNotBroadcast() {
    Value others =
        graph.input("m", ElementType.FLOAT, Shape.of(Dimension.of("M"), Dimension.of(3)));
    assertThatThrownBy(() -> graph.add("sum", Operator.ADD, List.of(rows, others)))
        .hasMessageContaining("[N, 3] and [M, 3]");
  }

  @Test
  void output_ofAnInput_isRefused() {
    assertThatThrownBy(() -> graph.output(rows)).hasMessageContaining("computed by a node");
  }

  @Test
  void build_withoutOutput_isRefused() {
    assertThatThrownBy(graph::build).hasMessageContaining("no output");
  }

  @Test
  void build_whatNoOutputNeeds_isLeftOut() {
    graph.input("unused", ElementType.FLOAT, Shape.of(1));
    graph.initializer("constant", Tensor.scalar(1f));
    graph.add("dead", Operator.TANH, rows);
    graph.output(graph.add("alive", Operator.RELU, rows));
    OnnxGraph built = graph.build();
    assertThat(built.inputs()).containsExactly(rows);
    assertThat(built.initializers()).isEmpty();
    assertThat(built.nodes()).extracting(Node::name).containsExactly("alive");
  }

  @Test
  void model_operatorNewerThanOpset_isRefused() {
    graph.output(graph.add("act", Operator.RELU, rows));
    OnnxGraph built = graph.build();
    assertThatThrownBy(() -> new OnnxModel(built, 7, 12, new java.util.TreeMap<>()))
        .hasMessageContaining("Node act: Relu needs opset 13, the file declares 12");
  }

  @Test
  void tensor_wrongNumberOfValues_isRefused() {
    assertThatThrownBy(() -> Tensor.ofFloats(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 bytes, expected 24");
  }
}
