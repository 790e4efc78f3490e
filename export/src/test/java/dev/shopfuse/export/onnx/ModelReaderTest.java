package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelReaderTest {
  private static OnnxModel model() {
    GraphBuilder graph = new GraphBuilder("means");
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(4)));
    Value mish = graph.add("mish", Operator.MISH, x);
    Value mean =
        graph.add(
            "mean",
            Operator.REDUCE_MEAN,
            mish,
            Attribute.ofAll("axes", 1),
            Attribute.of("keepdims", 0));
    graph.output(mean, "y");
    return OnnxModel.ofLowestOpset(graph.build(), Map.of("seed", "7"));
  }

  @Test
  void read_writtenModel_givesTheSameBytes() {
    byte[] bytes = model().toBytes();
    OnnxModel read = ModelReader.read(bytes);
    assertThat(read.toBytes()).isEqualTo(bytes);
    assertThat(read.opset()).isEqualTo(18);
    assertThat(read.metadata()).containsExactly(Map.entry("seed", "7"));
    assertThat(read.graph().outputs()).hasToString("[y FLOAT [N]]");
  }

  @Test
  void read_text_saysThatItIsNoOnnx() {
    assertThatThrownBy(() -> ModelReader.read("no model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(GraphException.class);
  }

  @Test
  void constructor_oldFormAtANewOpset_isRefused() {
    OnnxModel lifted = model();
    GraphBuilder graph = new GraphBuilder("old");
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(2, 4));
    graph.output(graph.add("mean", Operator.REDUCE_MEAN, x, Attribute.ofAll("axes", 1)));
    OnnxGraph old = graph.build();
    assertThatThrownBy(() -> new OnnxModel(old, 8, 18, lifted.metadata()))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("Node mean")
        .hasMessageContaining("older than opset 18");
  }
}
