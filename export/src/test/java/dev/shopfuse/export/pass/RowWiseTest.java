package dev.shopfuse.export.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowWiseTest {
  @ParameterizedTest
  @CsvSource({"0, false", "-2, false", "1, true", "-1, true"})
  void once_concat_isRowWiseOnEveryAxisButTheFirst(int axis, boolean isRowWise) {
    GraphBuilder graph = new GraphBuilder("g");
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(2)));
    graph.output(graph.add("y", Operator.CONCAT, List.of(x, x), Attribute.of("axis", axis)));
    Node node = graph.build().nodes().get(0);
    assertThat(RowWise.once(node, node.inputs(), Map.of(x, x))).isEqualTo(isRowWise);
  }
}
