package dev.shopfuse.export.pass;

import static dev.shopfuse.export.pass.PassContract.constant;
import static dev.shopfuse.export.pass.PassContract.holds;
import static dev.shopfuse.export.pass.PassContract.operators;
import static dev.shopfuse.export.pass.PassContract.random;
import static dev.shopfuse.export.pass.PassContract.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.OnnxSession.Array;
import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphPassTest {
  private final GraphBuilder graph = new GraphBuilder("test");

  private Value rows(String name, long width) {
    return graph.input(name, ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(width)));
  }

  private static Array array(int rows, int width) {
    return new Array(random(rows * width, 3), rows, width);
  }

  private OnnxGraph built(Value... outputs) {
    for (Value output : outputs) {
      graph.output(output);
    }
    return graph.build();
  }

  @Test
  void dropIdentities_nodesThatChangeNothing_areGone() {
    Value x = rows("x", 3);
    Value same = graph.add("same", Operator.IDENTITY, x);
    Value cast =
        graph.add("cast", Operator.CAST, same, Attribute.of("to", ElementType.FLOAT.code()));
    Value axes = graph.initializer("axes", Tensor.vector(1));
    Value wide = graph.add("wide", Operator.UNSQUEEZE, List.of(cast, axes));
    Value narrow = graph.add("narrow", Operator.SQUEEZE, List.of(wide, axes));
    Value one = graph.add("one", Operator.CONCAT, List.of(narrow), Attribute.of("axis", 0));
    OnnxGraph changed =
        holds(
            new DropIdentities(),
            built(graph.add("out", Operator.RELU, one)),
            Map.of("x", array(4, 3)));
    assertThat(operators(changed)).containsExactly(Operator.RELU);
  }

  @Test
  void dropIdentities_outputOfTheGraph_keepsItsName() {
    Value x = rows("x", 3);
    OnnxGraph changed =
        holds(
            new DropIdentities(),
            built(graph.add("out", Operator.IDENTITY, graph.add("y", Operator.RELU, x))),
            Map.of("x", array(2, 3)));
    assertThat(changed.outputs().get(0).name()).isEqualTo("out");
  }

  @Test
  void mergeTables_equalConstants_areThereOnce() {
    Value ids = graph.input("x", ElementType.INT64, Shape.of(Dimension.of("N")));
    Value one = graph.initializer("one", Tensor.ofFloats(random(8, 1), 4, 2));
    Value two = graph.initializer("two", Tensor.ofFloats(random(8, 1), 4, 2));
    Value other = graph.initializer("other", Tensor.ofFloats(random(8, 2), 4, 2));
    OnnxGraph changed =
        holds(
            new MergeTables(),
            built(
                graph.add("a", Operator.GATHER, List.of(one, ids)),
                graph.add("b", Operator.GATHER, List.of(two, ids)),
                graph.add("c", Operator.GATHER, List.of(other, ids))),
            Map.of("x", new Array(new long[] {3, 0}, 2)));
    assertThat(changed.initializers().keySet())
        .extracting(Value::name)
        .containsExactly("one", "other");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void foldBatchNorm_afterADenseLayer_becomesPartOfIt(boolean bias) {
    Value x = rows("x", 3);
    Value weight = constant(graph, "W", 3, 4);
    Value dense =
        bias
            ? graph.add("dense", Operator.GEMM, List.of(x, weight, vector(graph, "b", 4)))
            : graph.add("dense", Operator.MATMUL, List.of(x, weight));
    OnnxGraph changed =
        holds(new FoldBatchNorm(), built(normalized(dense)), Map.of("x", array(5, 3)));
    assertThat(operators(changed)).containsExactly(Operator.GEMM);
  }

  @Test
  void foldBatchNorm_denseLayerThatOthersRead_staysAsItIs() {
    Value x = rows("x", 3);
    Value dense =
        graph.add(
            "dense", Operator.GEMM, List.of(x, constant(graph, "W", 3, 4), vector(graph, "b", 4)));
    OnnxGraph before = built(normalized(dense), graph.add("other", Operator.RELU, dense));
    assertThat(holds(new FoldBatchNorm(), before, Map.of("x", array(5, 3)))).isEqualTo(before);
  }

  private Value normalized(Value dense) {
    Value variance = graph.initializer("var", Tensor.ofFloats(new float[] {1, 2, 0.5f, 3}, 4));
    return graph.add(
        "norm",
        Operator.BATCH_NORMALIZATION,
        List.of(
            dense,
            vector(graph, "scale", 4),
            vector(graph, "B", 4),
            vector(graph, "mean", 4),
            variance),
        Attribute.of("epsilon", 1e-3f));
  }

  @Test
  void foldConstants_whatDependsOnConstantsAlone_isComputed() {
    Value x = rows("x", 4);
    Value table = constant(graph, "table", 5000, 4);
    Value id = graph.initializer("id", Tensor.vector(7));
    Value row = graph.add("row", Operator.GATHER, List.of(table, id));
    Value relu = graph.add("relu", Operator.RELU, row);
    OnnxGraph before = built(graph.add("out", Operator.ADD, List.of(x, relu)));
    OnnxGraph changed = holds(new FoldConstants(), before, Map.of("x", array(3, 4)));
    assertThat(operators(changed)).containsExactly(Operator.ADD);
    assertThat(changed.constantBytes()).isEqualTo(16);
  }

  @Test
  void foldConstants_resultThatWouldEnlargeTheFile_staysAComputation() {
    Value x = rows("x", 4000);
    Value row = constant(graph, "row", 1, 4000);
    Value shape = graph.initializer("shape", Tensor.vector(3, 4000));
    Value many = graph.add("many", Operator.EXPAND, List.of(row, shape));
    Value flat = graph.add("flat", Operator.REDUCE_SUM, List.of(many));
    OnnxGraph small = built(graph.add("out", Operator.ADD, List.of(x, flat)));
    assertThat(operators(holds(new FoldConstants(), small, Map.of("x", array(2, 4000)))))
        .containsExactly(Operator.ADD);

    GraphBuilder other = new GraphBuilder("other");
    Value y = other.input("x", ElementType.FLOAT, Shape.of(3, 4000));
    Value narrow = constant(other, "row", 1, 4000);
    Value three = other.initializer("shape", Tensor.vector(3, 4000));
    Value large = other.add("many", Operator.EXPAND, List.of(narrow, three));
    other.output(other.add("out", Operator.ADD, List.of(y, large)));
    OnnxGraph before = other.build();
    assertThat(new FoldConstants().apply(before)).isEqualTo(before);
  }

  @Test
  void splitDense_overRowsAndARepeatedRow_computesTheRowOnce() {
    Value shop = rows("shop", 3);
    Value city = rows("city", 1);
    Value user = graph.input("user", ElementType.FLOAT, Shape.of(1, 2));
    Value both =
        graph.add(
            "both",
            Operator.CONCAT,
            List.of(shop, repeated(user, shop), city),
            Attribute.of("axis", -1));
    Value dense =
        graph.add(
            "dense",
            Operator.GEMM,
            List.of(both, constant(graph, "W", 6, 4), vector(graph, "b", 4)));
    OnnxGraph changed =
        holds(
            new SplitDense(),
            built(dense),
            Map.of("shop", array(5, 3), "city", array(5, 1), "user", array(1, 2)));
    assertThat(operators(changed))
        .containsExactly(Operator.CONCAT, Operator.GEMM, Operator.MATMUL, Operator.ADD);
    assertThat(changed.nodes().get(2).outputs().get(0).shape()).isEqualTo(Shape.of(1, 4));
  }

  private Value repeated(Value row, Value rows) {
    Value count =
        graph.add(
            "count",
            Operator.GATHER,
            List.of(
                graph.add("shape", Operator.SHAPE, rows),
                graph.initializer("first", Tensor.vector(0))));
    Value all =
        graph.add(
            "all",
            Operator.CONCAT,
            List.of(count, graph.initializer("rest", Tensor.vector(1))),
            Attribute.of("axis", 0));
    return graph.add("repeated", Operator.EXPAND, List.of(row, all));
  }

  @Test
  void lateRepeat_rowThatIsRepeatedFirst_isComputedOnce() {
    Value shop = rows("shop", 2);
    Value user = graph.input("user", ElementType.FLOAT, Shape.of(1, 3));
    Value many = repeated(user, shop);
    Value hidden =
        graph.add(
            "hidden",
            Operator.GEMM,
            List.of(many, constant(graph, "W", 3, 2), vector(graph, "b", 2)));
    Value active = graph.add("active", Operator.TANH, hidden);
    Value scaled = graph.add("scaled", Operator.MUL, List.of(active, vector(graph, "factor", 2)));
    OnnxGraph changed =
        holds(
            new LateRepeat(),
            built(graph.add("out", Operator.ADD, List.of(scaled, shop))),
            Map.of("shop", array(4, 2), "user", array(1, 3)));
    assertThat(operators(changed))
        .containsExactly(Operator.GEMM, Operator.TANH, Operator.MUL, Operator.ADD);
    assertThat(changed.nodes().get(2).outputs().get(0).shape()).isEqualTo(Shape.of(1, 2));
  }

  @Test
  void lateRepeat_sumOverTheRepeatedRows_keepsAllRows() {
    Value shop = rows("shop", 3);
    Value user = graph.input("user", ElementType.FLOAT, Shape.of(1, 3));
    Value axes = graph.initializer("axes", Tensor.vector(0));
    Value sum = graph.add("sum", Operator.REDUCE_SUM, List.of(repeated(user, shop), axes));
    holds(
        new LateRepeat(),
        built(graph.add("out", Operator.ADD, List.of(sum, shop))),
        Map.of("shop", array(4, 3), "user", array(1, 3)));
  }

  @Test
  void foldRows_whatDependsOnFoldedInputsAlone_isOneRow() {
    Value id = graph.input("id", ElementType.INT64, Shape.of(Dimension.of("N")));
    Value size = rows("size", 1);
    Value user = graph.input("user", ElementType.FLOAT, Shape.of(1, 4));
    Value table = constant(graph, "table", 3, 2);
    Value shop =
        graph.add(
            "shop/Concat",
            Operator.CONCAT,
            List.of(graph.add("id/Gather", Operator.GATHER, List.of(table, id)), size),
            Attribute.of("axis", 1));
    Value dense =
        graph.add(
            "shop_1/Gemm",
            Operator.GEMM,
            List.of(shop, constant(graph, "W", 3, 4), vector(graph, "b", 4)));
    OnnxGraph before = built(graph.add("out", Operator.ADD, List.of(dense, user)));
    Tensor ids = Tensor.vector(2, 0, 1, 1);
    Tensor sizes = Tensor.ofFloats(new float[] {1, 2, 3, 4}, 4, 1);
    OnnxGraph folded =
        new FoldRows("row", Map.of("id", ids, "size", sizes), Set.of(), "T/").apply(before);
    assertThat(folded.inputs()).extracting(Value::name).containsExactlyInAnyOrder("user", "row");
    assertThat(operators(folded)).containsExactly(Operator.GATHER, Operator.ADD);
    assertThat(folded.initializers().keySet()).extracting(Value::name).containsExactly("T/shop_1");
    Map<String, Array> expected =
        PassContract.run(
            before,
            Map.of(
                "id", new Array(new long[] {1, 2}, 2),
                "size", new Array(new float[] {4, 1}, 2, 1),
                "user", array(1, 4)));
    PassContract.assertSame(
        expected,
        PassContract.run(
            folded, Map.of("row", new Array(new long[] {3, 0}, 2), "user", array(1, 4))));
  }

  @Test
  void standard_aGraphWithNothingToDo_isUnchanged() {
    Value x = rows("x", 3);
    OnnxGraph before = built(graph.add("out", Operator.RELU, x));
    PassSequence.Outcome outcome = PassSequence.standard().apply(before);
    assertThat(outcome.graph()).isEqualTo(before);
    assertThat(outcome.changes()).isEmpty();
    assertThat(outcome.reports()).hasSize(PassSequence.standard().passes().size());
  }
}
