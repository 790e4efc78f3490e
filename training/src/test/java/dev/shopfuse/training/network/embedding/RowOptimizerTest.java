package dev.shopfuse.training.network.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.FixedSchedule;

class RowOptimizerTest {
  private static EmbeddingTable table() {
    return EmbeddingTable.random("t", 3, 2, 0.1, 5);
  }

  private static void step(RowOptimizer optimizer, EmbeddingTable table, int row, double gradient) {
    RowGradients gradients = new RowGradients(table);
    gradients.add(row, new float[] {(float) gradient, (float) -gradient}, 0, 1);
    optimizer.beginStep();
    optimizer.update(table, List.of(gradients), 0, 1);
  }

  /** Zero gradients make a lazy optimiser dense: they touch the row. */
  @Test
  void lazyAdam_catchingUp_endsNearDenseAdam() {
    EmbeddingTable lazy = table();
    EmbeddingTable dense = table();
    LazyAdam catching = new LazyAdam(new FixedSchedule(0.01), 0, true, 1000);
    LazyAdam touching = new LazyAdam(0.01, 0, 1000);
    lazy.touch(lazy.start(1), 1000);
    step(catching, lazy, 1, 0.5);
    step(touching, dense, 1, 0.5);
    for (int i = 0; i < 7; i++) {
      step(catching, lazy, 0, 0.1);
      step(touching, dense, 1, 0);
    }
    step(catching, lazy, 1, 0.25);
    step(touching, dense, 1, 0.25);
    for (int column = 0; column < 2; column++) {
      assertThat((double) lazy.weight(1, column))
          .isCloseTo(dense.weight(1, column), Offset.offset(2e-4));
    }
    assertThat(lazy.lastStep(lazy.start(1))).isEqualTo(1009);
  }

  @Test
  void rowAdagrad_twoSteps_dividesByTheRootOfTheRowsSum() {
    EmbeddingTable table = table();
    double before = table.weight(2, 0);
    RowAdagrad optimizer = new RowAdagrad(new FixedSchedule(0.1), 0, 0);
    step(optimizer, table, 2, 3);
    step(optimizer, table, 2, 4);
    double expected = before - 0.1 * 3 / 3 - 0.1 * 4 / 5;
    assertThat((double) table.weight(2, 0)).isCloseTo(expected, Offset.offset(1e-6));
    assertThat(table.weight(0, 0)).isEqualTo(table().weight(0, 0));
  }

  private static EmbeddingTable updatedInParts(int parts) {
    EmbeddingTable table = EmbeddingTable.random("t", 100, 2, 0.1, 5);
    RowGradients first = new RowGradients(table);
    RowGradients second = new RowGradients(table);
    for (int row = 0; row < 90; row++) {
      first.add(row, new float[] {row + 1, 1}, 0, 1);
      second.add(99 - row, new float[] {1, row + 1}, 0, 0.5f);
    }
    LazyAdam optimizer = new LazyAdam(0.01, 0, 0);
    optimizer.beginStep();
    for (int part = 0; part < parts; part++) {
      optimizer.update(table, List.of(first, second), part, parts);
    }
    return table;
  }

  @Test
  void update_anyNumberOfParts_updatesEveryTouchedRowOnce() {
    float[] whole = updatedInParts(1).weights();
    assertThat(whole).doesNotContain(EmbeddingTable.random("t", 100, 2, 0.1, 5).weights());
    assertThat(updatedInParts(3).weights()).isEqualTo(whole);
    assertThat(updatedInParts(200).weights()).isEqualTo(whole);
  }
}
