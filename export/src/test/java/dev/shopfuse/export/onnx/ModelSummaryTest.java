package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelSummaryTest {
  private static byte[] file() {
    GraphBuilder graph = new GraphBuilder("g");
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(2)));
    Value weight = graph.initializer("W", Tensor.ofFloats(new float[] {1, 2, 3, 4}, 2, 2));
    Value product = graph.add("dense/MatMul", Operator.MATMUL, List.of(x, weight));
    graph.output(graph.add("y", Operator.RELU, product));
    return OnnxModel.of(graph.build(), Map.of("data", "abc")).toBytes();
  }

  @Test
  void read_aFile_tellsEverythingButTheNumbers() {
    ModelSummary model = ModelSummary.read(ByteBuffer.wrap(file()));
    assertThat(model.irVersion()).isEqualTo(7);
    assertThat(model.opsets()).containsEntry("", 13L);
    assertThat(model.producer()).isEqualTo("shopfuse");
    assertThat(model.metadata()).containsEntry("data", "abc");
    assertThat(model.inputs())
        .containsExactly(new ModelSummary.Port("x", "float", List.of("N", "2")));
    assertThat(model.outputs()).extracting("name").containsExactly("y");
    assertThat(model.constants())
        .containsExactly(new ModelSummary.Constant("W", "float", List.of(2L, 2L), 16));
    assertThat(model.operators()).containsExactly(Map.entry("MatMul", 1), Map.entry("Relu", 1));
    assertThat(model.shapes()).containsEntry("dense/MatMul", List.of("N", "2"));
  }

  @Test
  void read_noModel_saysSo() {
    assertThatThrownBy(() -> ModelSummary.read(ByteBuffer.wrap(new byte[] {'P', 'K', 3})))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("no ONNX model");
    assertThatThrownBy(() -> ModelSummary.read(ByteBuffer.allocate(0)))
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("holds no graph");
  }

  @Test
  void read_damagedFiles_giveOnlyOurOwnException() {
    Random random = new Random(7);
    byte[] whole = file();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
      try {
        ModelSummary.read(ByteBuffer.wrap(damaged, 0, length)).operators();
      } catch (GraphException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_999);
  }
}
