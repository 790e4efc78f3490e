package dev.shopfuse.export.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.export.OnnxSession;
import dev.shopfuse.export.onnx.proto.ModelProto;
import dev.shopfuse.export.onnx.proto.ValueInfoProto;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
  private static OnnxModel model() {
    GraphBuilder graph = new GraphBuilder("sums");
    Value x = graph.input("x", ElementType.FLOAT, Shape.of(Dimension.of("N"), Dimension.of(2)));
    Value bias = graph.initializer("bias", Tensor.ofFloats(new float[] {1, 2}, 2));
    Value sum = graph.add("sum", Operator.ADD, List.of(x, bias));
    graph.output(graph.add("y", Operator.ELU, sum, Attribute.of("alpha", 0f)));
    return OnnxModel.of(graph.build(), Map.of("seed", "7", "config", "a"));
  }

  @Test
  void toBytes_twice_areEqual() {
    assertThat(model().toBytes()).isEqualTo(model().toBytes());
  }

  @Test
  void toBytes_readBack_holdVersionsMetadataAndEveryValue() throws Exception {
    ModelProto proto = ModelProto.parseFrom(model().toBytes());
    assertThat(proto.getIrVersion()).isEqualTo(7);
    assertThat(proto.getOpsetImport(0).getVersion()).isEqualTo(13);
    assertThat(proto.getMetadataPropsList()).extracting("key").containsExactly("config", "seed");
    assertThat(proto.getGraph().getValueInfoList())
        .extracting(ValueInfoProto::getName)
        .containsExactly("sum");
    assertThat(proto.getGraph().getInput(0).getType().getTensorType().getShape().getDim(0))
        .hasFieldOrPropertyWithValue("dimParam", "N");
  }

  @Test
  void toBytes_attributeOfZero_isWritten() throws Exception {
    ModelProto proto = ModelProto.parseFrom(model().toBytes());
    assertThat(proto.getGraph().getNode(1).getAttribute(0).hasF()).isTrue();
  }

  @Test
  void toBytes_inOnnxRuntime_computes() {
    try (OnnxSession session = new OnnxSession(model())) {
      var input = new OnnxSession.Array(new float[] {1, 2, -3, 4}, 2, 2);
      assertThat(session.run(Map.of("x", input)).get("y").floats()).containsExactly(2, 4, -0f, 6);
    }
  }
}
