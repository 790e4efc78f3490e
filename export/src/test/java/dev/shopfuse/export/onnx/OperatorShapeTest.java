package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorShapeTest {
  private final GraphBuilder graph = new GraphBuilder("test");

  private Value floats(String name, Object... lengths) {
    return graph.input(name, ElementType.FLOAT, shape(lengths));
  }

  private Value vector(String name, long... values) {
    return graph.initializer(name, Tensor.vector(values));
  }

  private static Shape shape(Object... lengths) {
    return new Shape(
        List.of(lengths).stream()
            .map(
                length ->
                    length instanceof Integer number
                        ? Dimension.of(number)
                        : Dimension.of((String) length))
            .toList());
  }

  private static void assertShape(Value value, Object... lengths) {
    assertThat(value.shape()).isEqualTo(shape(lengths));
  }

  @Test
  void gather_rowsOfATable_addsTheIndexShape() {
    Value table = floats("table", 9, 4);
    Value ids = graph.input("ids", ElementType.INT64, shape("N", "M"));
    assertShape(graph.add("rows", Operator.GATHER, List.of(table, ids)), "N", "M", 4);
  }

  @Test
  void scatterElements_anyIndices_keepsTheShapeOfTheData() {
    Value counts = floats("counts", 9);
    Value rows = graph.input("rows", ElementType.INT64, shape("T"));
    List<Value> inputs = List.of(counts, rows, floats("updates", "T"));
    assertShape(graph.add("y", Operator.SCATTER_ELEMENTS, inputs), 9);
    List<Value> unequal = List.of(counts, rows, floats("others", "K"));
    assertThatThrownBy(() -> graph.add("z", Operator.SCATTER_ELEMENTS, unequal))
        .hasMessageContaining("indices [T] and updates [K] do not fit");
  }

  @Test
  void matMul_leadingAxes_areBroadcast() {
    Value items = floats("items", "N", "K", 4);
    assertShape(graph.add("y", Operator.MATMUL, List.of(items, floats("w", 4, 2))), "N", "K", 2);
  }

  @Test
  void matMul_innerAxesThatDiffer_areRefused() {
    Value left = floats("left", "N", 4);
    Value right = floats("right", 5, 2);
    assertThatThrownBy(() -> graph.add("y", Operator.MATMUL, List.of(left, right)))
        .hasMessageContaining("Node y (MatMul)")
        .hasMessageContaining("4 is not 5");
  }

  @Test
  void gemm_transposedB_takesItsFirstAxis() {
    Value product =
        graph.add(
            "y",
            Operator.GEMM,
            List.of(floats("a", "N", 4), floats("b", 1, 4)),
            Attribute.of("transB", 1));
    assertShape(product, "N", 1);
  }

  @Test
  void gemm_biasThatDoesNotFit_isRefused() {
    List<Value> inputs = List.of(floats("a", "N", 4), floats("b", 4, 2), floats("c", 3));
    assertThatThrownBy(() -> graph.add("y", Operator.GEMM, inputs))
        .hasMessageContaining("[N, 2] and [3]");
  }

  @Test
  void concat_lastAxis_addsWidths() {
    Value both =
        graph.add(
            "both",
            Operator.CONCAT,
            List.of(floats("a", "N", 4), floats("b", "N", 2)),
            Attribute.of("axis", -1));
    assertShape(both, "N", 6);
  }

  @Test
  void concat_otherAxesThatDiffer_areRefused() {
    List<Value> inputs = List.of(floats("a", "N", 4), floats("b", "M", 2));
    assertThatThrownBy(() -> graph.add("both", Operator.CONCAT, inputs, Attribute.of("axis", 1)))
        .hasMessageContaining("differ outside axis 1");
  }

  @Test
  void reduceMean_withoutKeepDims_dropsTheAxis() {
    Value mean =
        graph.add(
            "mean",
            Operator.REDUCE_MEAN,
            floats("x", 1, "K", 4),
            Attribute.ofAll("axes", 1),
            Attribute.of("keepdims", 0));
    assertShape(mean, 1, 4);
  }

  @Test
  void reduceSum_axesInput_keepsTheAxis() {
    assertShape(
        graph.add("sum", Operator.REDUCE_SUM, List.of(floats("x", "N", 4), vector("axes", -1))),
        "N",
        1);
  }

  @Test
  void unsqueezeThenSqueeze_sameAxes_isTheSameShape() {
    Value wide =
        graph.add("wide", Operator.UNSQUEEZE, List.of(floats("x", "N", 4), vector("a", 1, -1)));
    assertShape(wide, "N", 1, 4, 1);
    assertShape(graph.add("back", Operator.SQUEEZE, List.of(wide, vector("b", 1, 3))), "N", 4);
  }

  @Test
  void squeeze_axisLongerThanOne_isRefused() {
    List<Value> inputs = List.of(floats("x", "N", 4), vector("axes", 0));
    assertThatThrownBy(() -> graph.add("y", Operator.SQUEEZE, inputs))
        .hasMessageContaining("axis 0 of [N, 4] is not 1");
  }

  @Test
  void unsqueeze_axesNotConstant_areRefused() {
    Value axes = graph.input("axes", ElementType.INT64, shape(1));
    List<Value> inputs = List.of(floats("x", 4), axes);
    assertThatThrownBy(() -> graph.add("y", Operator.UNSQUEEZE, inputs))
        .hasMessageContaining("axes must be known before the graph runs");
  }

  @Test
  void reshape_shapeComputedFromAnother_isFollowed() {
    Value groups = graph.add("s", Operator.SHAPE, floats("weights", "C", "G"));
    Value wanted =
        graph.add(
            "wanted", Operator.CONCAT, List.of(groups, vector("w", 5)), Attribute.of("axis", 0));
    assertShape(
        graph.add("y", Operator.RESHAPE, List.of(floats("rows", "R", 5), wanted)), "C", "G", 5);
  }

  @Test
  void reshape_restOfKnownLengths_isDivided() {
    assertShape(
        graph.add("y", Operator.RESHAPE, List.of(floats("x", "N", 6), vector("s", 0, -1, 2))),
        "N",
        3,
        2);
  }

  @Test
  void reshape_restOfSymbols_isCancelled() {
    Value groups = graph.add("s", Operator.SHAPE, floats("groups", "C"));
    List<Value> parts = List.of(groups, vector("rest", -1), vector("w", 3));
    Value wanted = graph.add("wanted", Operator.CONCAT, parts, Attribute.of("axis", 0));
    Value rows = floats("rows", "R", 6);
    assertShape(graph.add("y", Operator.RESHAPE, List.of(rows, wanted)), "C", "2*R/C", 3);
  }

  @Test
  void reshape_restThatDoesNotDivide_isRefused() {
    List<Value> inputs = List.of(floats("x", 2, 5), vector("s", 3, -1));
    assertThatThrownBy(() -> graph.add("y", Operator.RESHAPE, inputs))
        .hasMessageContaining("cannot be divided");
  }

  @Test
  void reshape_lengthsThatDoNotFit_areRefused() {
    List<Value> inputs = List.of(floats("x", 2, 6), vector("s", 5, 2));
    assertThatThrownBy(() -> graph.add("y", Operator.RESHAPE, inputs))
        .hasMessageContaining("[2, 6] cannot become");
  }

  @Test
  void slice_insideTheAxis_cutsIt() {
    Value x = floats("x", "N", 6);
    List<Value> inputs = List.of(x, vector("from", 2), vector("to", 5), vector("axis", 1));
    assertShape(graph.add("y", Operator.SLICE, inputs), "N", 3);
  }

  @Test
  void whereAndEqual_ofIds_haveTheRightTypes() {
    Value ids = graph.input("ids", ElementType.INT64, shape("N", "M"));
    Value none =
        graph.add(
            "none", Operator.EQUAL, List.of(ids, graph.initializer("one", Tensor.scalar(1L))));
    assertThat(none.element()).isEqualTo(ElementType.BOOL);
    Value picked = graph.add("picked", Operator.WHERE, List.of(none, ids, ids));
    assertThat(picked.type()).isEqualTo(ids.type());
    Value mask =
        graph.add("mask", Operator.CAST, none, Attribute.of("to", ElementType.FLOAT.code()));
    assertThat(mask.element()).isEqualTo(ElementType.FLOAT);
  }

  @Test
  void transposeFlattenExpand_symbols_moveAlong() {
    Value x = floats("x", "N", 2, 3);
    assertShape(graph.add("t", Operator.TRANSPOSE, x, Attribute.ofAll("perm", 2, 0, 1)), 3, "N", 2);
    assertShape(graph.add("f", Operator.FLATTEN, x), "N", 6);
    assertShape(graph.add("f0", Operator.FLATTEN, x, Attribute.of("axis", 3)), "6*N", 1);
    Value shape = graph.add("shape", Operator.SHAPE, x);
    assertShape(graph.add("e", Operator.EXPAND, List.of(floats("row", 1, 3), shape)), "N", 2, 3);
  }
}
