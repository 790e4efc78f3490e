package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetachedTablesTest {
  private static final int ROWS = 2_000;
  private static final int WIDTH = 4;

  private static float[][] table(int rows) {
    float[][] table = new float[rows][WIDTH];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(table[row], row);
    }
    return table;
  }

  private static OnnxBytes graph(int rows) {
    return new OnnxBytes()
        .input("id", OnnxBytes.INT64, "n")
        .table("table", table(rows))
        .node("Gather", "rows", "table", "id")
        .output("rows", OnnxBytes.FLOAT, "n", WIDTH);
  }

  private static ByteBuffer direct(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    buffer.flip();
    return buffer.asReadOnlyBuffer();
  }

  @Test
  void tables_largeGatheredTable_isLeftWhereItLies() {
    byte[] whole = graph(ROWS).build();
    DetachedTables detached = new DetachedTables(direct(whole));
    assertThat(detached.tables).hasSize(1);
    DetachedTable table = detached.tables.get(0);
    assertThat(table.name).isEqualTo("table");
    assertThat(table.type).isEqualTo(OnnxJavaType.FLOAT);
    assertThat(table.shape).containsExactly(ROWS, WIDTH);
    assertThat(table.content.isDirect()).isTrue();
    assertThat(table.content.getFloat(1_999 * WIDTH * Float.BYTES)).isEqualTo(1_999f);
    assertThat(detached.model.remaining())
        .isLessThan(whole.length - ROWS * WIDTH * Float.BYTES + 100);
  }

  @Test
  void tables_smallTable_staysInTheModel() {
    byte[] whole = graph(10).build();
    DetachedTables detached = new DetachedTables(direct(whole));
    assertThat(detached.tables).isEmpty();
    assertThat(detached.model).isEqualTo(ByteBuffer.wrap(whole));
  }

  @Test
  void tables_tableThatIsComputedWithToo_staysInTheModel() {
    byte[] whole = graph(ROWS).node("Neg", "negative", "table").build();
    DetachedTables detached = new DetachedTables(direct(whole));
    assertThat(detached.tables).isEmpty();
    assertThat(detached.model).isEqualTo(ByteBuffer.wrap(whole));
  }

  @Test
  void session_detachedTable_isAnInputThatGivesItsRows() throws Exception {
    try (OnnxSession opened = OnnxSession.open(direct(graph(ROWS).build()), 1);
        OnnxTensor ids =
            OnnxTensor.createTensor(
                OnnxSession.environment(),
                LongBuffer.wrap(new long[] {0, 7, ROWS - 1}),
                new long[] {3})) {
      Map<String, OnnxTensor> inputs = new HashMap<>(opened.tables);
      inputs.put("id", ids);
      try (OrtSession.Result result = opened.session.run(inputs)) {
        FloatBuffer rows = ((OnnxTensor) result.get(0)).getFloatBuffer();
        assertThat(rows.get(0)).isZero();
        assertThat(rows.get(WIDTH)).isEqualTo(7f);
        assertThat(rows.get(3 * WIDTH - 1)).isEqualTo(ROWS - 1f);
      }
    }
  }

  /** Cut anywhere, a model is refused before the engine sees it, or is one without the rest. */
  @Test
  void tables_modelCutOff_isRefusedOrShorter() {
    byte[] whole = graph(ROWS).build();
    for (int length = 1; length < whole.length; length += 1 + length / 50) {
      ByteBuffer part = direct(Arrays.copyOf(whole, length));
      try {
        assertThat(new DetachedTables(part).model.remaining()).isLessThanOrEqualTo(length);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("is malformed");
      }
    }
  }

  @Test
  void session_tableThatDoesNotFitItsShape_isRefusedBeforeTheModelIsOpened() {
    ProtoBytes table =
        new ProtoBytes()
            .number(1, ROWS + 1)
            .number(1, WIDTH)
            .number(2, OnnxBytes.FLOAT)
            .text(8, "table")
            .bytes(9, new byte[ROWS * WIDTH * Float.BYTES]);
    ProtoBytes gather = new ProtoBytes().text(1, "table").text(1, "id").text(4, "Gather");
    byte[] model =
        new ProtoBytes()
            .message(7, new ProtoBytes().message(1, gather).message(5, table))
            .toByteArray();
    assertThatThrownBy(() -> OnnxSession.open(direct(model), 1))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasCauseInstanceOf(OrtException.class)
        .hasMessageContaining("8004");
  }
}
