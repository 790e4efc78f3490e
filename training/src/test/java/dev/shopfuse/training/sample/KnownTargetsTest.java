package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTargetsTest {
  private static final VisitSequences VISITS =
      VisitSequences.of(
          List.of("u", "v"), new int[][] {{5, 2, 5, 3}, {}}, new int[][] {{4, 2, 2}, {3}});

  @Test
  void of_repeatedVisits_areDistinctAndAscending() {
    KnownTargets known = KnownTargets.of(VISITS, 6, 5);
    assertThat(known.items(0)).containsExactly(2, 3, 5);
    assertThat(known.itemCount(0)).isEqualTo(3);
    assertThat(known.shops(0)).containsExactly(2, 4);
    assertThat(known.shopCount(0)).isEqualTo(2);
    assertThat(known.items(1)).isEmpty();
    assertThat(known.shownShops(1)).isEmpty();
  }

  @Test
  void withShown_ofTheSameUsers_leavesVisitsAsTheyAre() {
    VisitSequences shown =
        VisitSequences.of(List.of("u", "v"), new int[][] {{4}, {}}, new int[][] {{}, {2, 4}});
    KnownTargets known = KnownTargets.of(VISITS, 6, 5).withShown(shown);
    assertThat(known.items(0)).containsExactly(2, 3, 5);
    assertThat(known.shownItems(0)).containsExactly(4);
    assertThat(known.shownShops(1)).containsExactly(2, 4);
  }

  @Test
  void withShown_ofOtherUsers_isRefused() {
    KnownTargets known = KnownTargets.of(VISITS, 6, 5);
    VisitSequences shown = VisitSequences.of(List.of("u"), new int[1][0], new int[1][0]);
    assertThatThrownBy(() -> known.withShown(shown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Visits are of 2 users, but what was shown is of 1");
  }

  @Test
  void shops_changedByTheCaller_stayAsTheyWere() {
    KnownTargets known = KnownTargets.of(VISITS, 6, 5);
    known.shops(0)[0] = 9;
    assertThat(known.shops(0)).containsExactly(2, 4);
  }

  @Test
  void of_targetBeyondTheCatalogue_isRefused() {
    assertThatThrownBy(() -> KnownTargets.of(VISITS, 5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Visited item has catalogue index 5, but the catalogue ends at 4");
    assertThatThrownBy(() -> KnownTargets.of(VISITS, 6, 4))
        .hasMessage("Visited shop has catalogue index 4, but the catalogue ends at 3");
  }
}
