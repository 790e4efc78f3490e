package dev.shopfuse.training.network.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.shopfuse.training.network.RowBuffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

class EmbeddingTableTest {
  private final EmbeddingTable table = EmbeddingTable.random("items", 50, 4, 0.1, 7);

  @Test
  void random_equalSeeds_giveEqualTables() {
    assertThat(EmbeddingTable.random("items", 50, 4, 0.1, 7).cells()).isEqualTo(table.cells());
    assertThat(EmbeddingTable.random("items", 50, 4, 0.1, 8).cells()).isNotEqualTo(table.cells());
  }

  @Test
  void lookupPooled_ignoredRowAmongOthers_isTheMeanOfTheOthers() {
    RowBuffer pooled = new RowBuffer(DataType.DOUBLE, 1, 5);
    table.lookupPooled(new int[] {9, 3, 1, 3, 4}, 1, 5, 1, pooled, 1);
    double expected = (2.0 * table.weight(3, 2) + table.weight(4, 2)) / 3;
    assertThat(pooled.toArray().getDouble(0, 3)).isCloseTo(expected, offset(1e-15));
    assertThat(pooled.toArray().getDouble(0, 0)).isZero();
  }

  @Test
  void lookupPooled_onlyIgnoredRows_isTheIgnoredRow() {
    RowBuffer pooled = new RowBuffer(DataType.FLOAT, 1, 4);
    table.lookupPooled(new int[] {1, 1}, 0, 2, 1, pooled, 0);
    assertThat(pooled.toArray().getFloat(0, 3)).isEqualTo(table.weight(1, 3));
    RowGradients gradients = new RowGradients(table);
    gradients.addPooled(new int[] {1, 1}, 0, 2, 1, new float[] {1, 2, 3, 4}, 0);
    assertThat(gradients.count()).isEqualTo(1);
    assertThat(gradients.sum(0, 3)).isEqualTo(4);
  }

  @Test
  void lookup_manyRows_fillsTheirCellsAndLeavesOutNone() {
    int[] rows = new int[70];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % 8 == 0 ? EmbeddingTable.NO_ROW : (7 * i) % 50;
    }
    RowBuffer buffer = new RowBuffer(DataType.FLOAT, rows.length, 6);
    float[] gradient = new float[rows.length * 6];
    Arrays.fill(gradient, 0.5f);
    RowGradients gradients = new RowGradients(table);
    table.lookup(rows, buffer, 1, 6);
    gradients.add(rows, gradient, 1, 6);
    float[] expected = new float[rows.length * 6];
    float touched = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; rows[i] != EmbeddingTable.NO_ROW && column < 4; column++) {
        expected[6 * i + 1 + column] = table.weight(rows[i], column);
        touched += 0.5f;
      }
    }
    assertThat(buffer.floats()).isEqualTo(expected);
    float sum = 0;
    for (int slot = 0; slot < gradients.count(); slot++) {
      for (int column = 0; column < 4; column++) {
        sum += gradients.sum(slot, column);
      }
    }
    assertThat(sum).isEqualTo(touched);
  }

  @Test
  void lookup_rowOutsideTheTable_isRefused() {
    RowBuffer buffer = new RowBuffer(DataType.FLOAT, 1, 4);
    assertThatThrownBy(() -> table.lookup(new int[] {-1}, buffer, 0, 4))
        .hasMessageContaining("Row -1 of table items is not in 0 to 49");
  }

  @Test
  void rowBuffer_repeated_holdsTheBlocksOneAfterAnother() {
    RowBuffer buffer = new RowBuffer(DataType.FLOAT, 2, 4);
    table.lookup(7, buffer, 4);
    assertThat(buffer.toArray(3).getFloat(5, 2)).isEqualTo(table.weight(7, 2));
    assertThat(buffer.toArray(3).getFloat(4, 2)).isZero();
  }

  @Test
  void update_untouchedRows_keepTheirBytes() {
    float[] before = table.cells().clone();
    RowGradients gradients = new RowGradients(table);
    LazyAdam adam = new LazyAdam(0.1, 0.5, 0);
    for (int step = 0; step < 20; step++) {
      gradients.add(3, new float[] {1, -1, 2, 0.5f}, 0, 1);
      gradients.add(40, new float[] {1, -1, 2, 0.5f}, 0, -1);
      adam.beginStep();
      adam.update(table, List.of(gradients), 0, 1);
      gradients.clear();
    }
    for (int row = 0; row < table.rows(); row++) {
      int from = table.start(row);
      boolean same = Arrays.equals(before, from, from + 12, table.cells(), from, from + 12);
      assertThat(same).as("row %d", row).isEqualTo(row != 3 && row != 40);
    }
  }

  @Test
  void update_duplicateRow_sumsBeforeTheStep() {
    EmbeddingTable twice = table.copy();
    RowGradients gradients = new RowGradients(table);
    gradients.add(3, new float[] {1, 2, 3, 4}, 0, 2);
    LazyAdam adam = new LazyAdam(0.01, 0, 0);
    adam.beginStep();
    adam.update(table, List.of(gradients), 0, 1);
    gradients.clear();
    gradients.add(3, new float[] {0, 1, 2, 3, 4}, 1, 1);
    gradients.add(3, new float[] {1, 2, 3, 4}, 0, 1);
    assertThat(gradients.count()).isEqualTo(1);
    adam = new LazyAdam(0.01, 0, 0);
    adam.beginStep();
    adam.update(twice, List.of(gradients), 0, 1);
    assertThat(twice.cells()).isEqualTo(table.cells());
  }

  @Test
  void update_firstStep_movesByTheLearningRate() {
    float before = table.weight(5, 1);
    RowGradients gradients = new RowGradients(table);
    gradients.add(5, new float[] {3, 3, 3, 3}, 0, 1);
    LazyAdam adam = new LazyAdam(0.01, 0, 0);
    adam.beginStep();
    adam.update(table, List.of(gradients), 0, 1);
    assertThat(before - table.weight(5, 1)).isCloseTo(0.01f, offset(1e-6f));
  }

  @Test
  void rowGradients_moreRowsThanInitialSpace_keepAllSums() {
    EmbeddingTable large = EmbeddingTable.random("large", 1000, 2, 0.1, 7);
    RowGradients gradients = new RowGradients(large);
    for (int row = 0; row < 1000; row++) {
      gradients.add(row, new float[] {row, 1}, 0, 1);
    }
    assertThat(gradients.count()).isEqualTo(1000);
    assertThat(gradients.sum(777, 0)).isEqualTo(777);
  }

  @Test
  void file_roundTrip_keepsEveryFloat(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("items.bin");
    EmbeddingTableFile.write(table, file);
    EmbeddingTable read = EmbeddingTableFile.read("items", file);
    assertThat(read.cells()).isEqualTo(table.cells());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> EmbeddingTableFile.read("items", file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("50 rows of width 4 need 2616");
  }

  @Test
  void start_rowBeyondTheTable_isRefused() {
    assertThatThrownBy(() -> table.weight(50, 0)).hasMessageContaining("not in 0 to 49");
  }

  @Test
  void grown_fewerRows_isRefused() {
    EmbeddingTable table = EmbeddingTable.random("t", 4, 2, 1, 7);
    assertThat(table.grown(4, 0).weights()).isEqualTo(table.weights());
    assertThatThrownBy(() -> table.grown(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 rows and cannot shrink to 3");
  }
}
