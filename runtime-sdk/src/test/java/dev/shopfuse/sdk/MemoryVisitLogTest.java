package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryVisitLogTest {
  @Test
  void add_moreThanItKeeps_dropsTheOldestOfThatPageOnly() {
    MemoryVisitLog log = MemoryVisitLog.keeping(2);
    log.add(Visit.toShop("s1", 1));
    log.add(Visit.toItem("i1", 2));
    log.add(Visit.toItem("i2", 3));
    log.add(Visit.toItem("i3", 4));
    assertThat(log.recent(Page.ITEM, 10)).extracting(Visit::id).containsExactly("i2", "i3");
    assertThat(log.recent(Page.ITEM, 1)).extracting(Visit::id).containsExactly("i3");
    assertThat(log.recent(Page.SHOP, 10)).extracting(Visit::id).containsExactly("s1");
  }

  @Test
  void add_outOfOrder_isPutInItsPlaceByTime() {
    MemoryVisitLog log = MemoryVisitLog.keeping(4);
    log.add(Visit.toItem("late", 30));
    log.add(Visit.toItem("early", 10));
    log.add(Visit.toItem("early too", 10));
    log.add(Visit.toItem("between", 20));
    assertThat(log.recent(Page.ITEM, 4))
        .extracting(Visit::id)
        .containsExactly("early", "early too", "between", "late");
    // Older than all it may keep: nothing changes.
    log.add(Visit.toItem("ancient", 1));
    assertThat(log.recent(Page.ITEM, 4)).extracting(Visit::id).doesNotContain("ancient");
  }

  @Test
  void keeping_boundAndBelow_passesAndFails() {
    assertThat(MemoryVisitLog.keeping(1).recent(Page.SHOP, 1)).isEmpty();
    assertThatThrownBy(() -> MemoryVisitLog.keeping(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keep 0 visits");
  }
}
