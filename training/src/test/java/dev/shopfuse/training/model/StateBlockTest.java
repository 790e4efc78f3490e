package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StateBlockTest {
  private static final BlockKey TOWERS = new BlockKey(BlockKey.UPDATER, 3);
  private static final BlockKey TABLE = new BlockKey(BlockKey.TABLES, 0);

  @Test
  void merge_towers_areAveraged() {
    StateBlock one = new StateBlock(TOWERS, new int[0], new float[] {1, -2});
    StateBlock other = new StateBlock(TOWERS, new int[0], new float[] {3, 2});
    StateBlock merged = StateBlock.merge(List.of(one, other));
    assertThat(merged.key()).isEqualTo(TOWERS);
    assertThat(merged.cells()).containsExactly(2, 0);
  }

  @Test
  void merge_rows_areAveragedOverThoseThatChangedThem() {
    StateBlock one = new StateBlock(TABLE, new int[] {2, 5}, new float[] {1, 2, 7, 10, 20, 8});
    StateBlock other = new StateBlock(TABLE, new int[] {1, 2}, new float[] {4, 5, 6, 3, 6, 9});
    StateBlock merged = StateBlock.merge(List.of(one, other));
    assertThat(merged.rows()).containsExactly(1, 2, 5);
    // The last cell of a row tells when it was touched last.
    assertThat(merged.cells()).containsExactly(4, 5, 6, 2, 4, 9, 10, 20, 8);
  }

  @Test
  void merge_oneBlock_staysAsItIs() {
    StateBlock one = new StateBlock(TABLE, new int[] {2}, new float[] {0.1f, 0.2f, 7});
    assertThat(StateBlock.merge(List.of(one))).isSameAs(one);
  }
}
