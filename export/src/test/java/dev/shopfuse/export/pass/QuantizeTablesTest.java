package dev.shopfuse.export.pass;

import static dev.shopfuse.export.pass.PassContract.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.OnnxSession.Array;
import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.GraphBuilder;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantizeTablesTest {
  private static final int ROWS = 50;
  private static final int WIDTH = 16;

  private static OnnxGraph graph(float[] table) {
    GraphBuilder graph = new GraphBuilder("test");
    Value ids = graph.input("x", ElementType.INT64, Shape.of(Dimension.of("N")));
    Value rows = graph.initializer("t", Tensor.ofFloats(table, table.length / WIDTH, WIDTH));
    Value weight = PassContract.constant(graph, "W", WIDTH, WIDTH);
    Value found = graph.add("row", Operator.GATHER, List.of(rows, ids));
    graph.output(graph.add("out", Operator.MATMUL, List.of(found, weight)));
    return graph.build();
  }

  private static Map<String, Array> ids() {
    long[] ids = new long[ROWS];
    Arrays.setAll(ids, i -> i);
    return Map.of("x", new Array(ids, ROWS));
  }

  @ParameterizedTest
  @CsvSource({"FP16, 0.5, 1e-3", "INT8, 0.29, 0.02"})
  void apply_aTable_isSmallerAndComputesWithTheRoundedNumbers(
      TablePrecision precision, double share, double relative) {
    float[] table = random(ROWS * WIDTH, 4);
    OnnxGraph before = graph(table);
    OnnxGraph stored = QuantizeTables.of(precision).apply(before);
    OnnxGraph rounded = QuantizeTables.rounded(precision).apply(before);
    long dense = 4L * WIDTH * WIDTH;
    assertThat((double) stored.constantBytes() - dense)
        .isLessThanOrEqualTo(share * (before.constantBytes() - dense));
    PassContract.assertSame(PassContract.run(rounded, ids()), PassContract.run(stored, ids()));
    float[] floats = rounded.initializers().values().iterator().next().floats();
    for (int i = 0; i < table.length; i++) {
      assertThat((double) floats[i]).isCloseTo(table[i], offset(relative * 3));
    }
  }

  @Test
  void apply_fp32_changesNothing() {
    OnnxGraph before = graph(random(ROWS * WIDTH, 4));
    assertThat(QuantizeTables.of(TablePrecision.FP32).apply(before)).isSameAs(before);
  }

  @Test
  void apply_int8_aRowDependsOnItselfAlone() {
    float[] whole = random(ROWS * WIDTH, 4);
    float[] part = Arrays.copyOfRange(whole, 7 * WIDTH, 9 * WIDTH);
    StoredTable large =
        StoredTable.of("t", Tensor.ofFloats(whole, ROWS, WIDTH), TablePrecision.INT8);
    StoredTable small = StoredTable.of("t", Tensor.ofFloats(part, 2, WIDTH), TablePrecision.INT8);
    assertThat(small.cells()).isEqualTo(large.cells().rows(7, 9));
    assertThat(small.scales()).contains(large.scales().orElseThrow().rows(7, 9));
  }

  @Test
  void apply_int8_rowOfZerosAndTinyRows_stayWhatTheyAre() {
    float[] table = new float[3 * WIDTH];
    Arrays.fill(table, WIDTH, 2 * WIDTH, 1e-12f);
    table[2 * WIDTH] = 1e-4f;
    float[] restored =
        StoredTable.of("t", Tensor.ofFloats(table, 3, WIDTH), TablePrecision.INT8)
            .restored()
            .floats();
    for (int i = 0; i < table.length; i++) {
      assertThat((double) restored[i]).isCloseTo(table[i], offset(1e-6));
    }
  }

  @Test
  void apply_numberOutOfRange_isRefusedWithTheTable() {
    float[] table = random(ROWS * WIDTH, 4);
    table[5] = 70_000;
    assertThatThrownBy(() -> QuantizeTables.of(TablePrecision.FP16).apply(graph(table)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("Table t cannot be stored as fp16")
        .hasMessageContaining("70000");
    table[5] = Float.NaN;
    assertThatThrownBy(() -> QuantizeTables.of(TablePrecision.INT8).apply(graph(table)))
        .isInstanceOf(ExportException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 15360",
    "-2, -16384",
    "65504, 31743",
    "65519, 31743",
    "5.9604645e-8, 1",
    "6.097555e-5, 1023",
    "6.1035156e-5, 1024",
    "0.1, 11878",
    "2.9e-8, 0"
  })
  void halfFloats_of_roundsToTheNearest(float value, short half) {
    assertThat(HalfFloats.of(value)).isEqualTo(half);
  }

  @Test
  void halfFloats_everyFiniteNumber_comesBack() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      assertThat(HalfFloats.of(HalfFloats.toFloat((short) bits))).isEqualTo((short) bits);
      short negative = (short) (bits | 0x8000);
      assertThat(HalfFloats.of(HalfFloats.toFloat(negative))).isEqualTo(negative);
    }
  }
}
