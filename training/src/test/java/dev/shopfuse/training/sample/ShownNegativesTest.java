package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShownNegativesTest {
  private static final int[] SHOWN = {7, 9, 11};

  private static int[] replaced(double share, int[] shown, int epoch, long example) {
    int[] negatives = new int[1_000];
    Arrays.fill(negatives, 2);
    new ShownNegatives(share, 5).replace(negatives, shown, epoch, example);
    return negatives;
  }

  @Test
  void replace_aShare_takesThatManyFromAllThatWasShown() {
    int[] negatives = replaced(0.3, SHOWN, 1, 4);
    assertThat(Arrays.stream(negatives).distinct()).containsExactlyInAnyOrder(2, 7, 9, 11);
    long taken = Arrays.stream(negatives).filter(target -> target != 2).count();
    assertThat(taken / 1_000.0).isCloseTo(0.3, within(0.05));
    assertThat(Arrays.stream(negatives).filter(target -> target == 9).count() / (double) taken)
        .isCloseTo(1 / 3.0, within(0.1));
  }

  @Test
  void replace_noneOrAll_isExact() {
    assertThat(replaced(0, SHOWN, 1, 4)).containsOnly(2);
    assertThat(replaced(1, SHOWN, 1, 4)).containsOnly(7, 9, 11);
    assertThat(replaced(1, new int[0], 1, 4)).containsOnly(2);
  }

  @Test
  void replace_sameEpochAndExample_givesTheSame() {
    assertThat(replaced(0.5, SHOWN, 1, 4)).isEqualTo(replaced(0.5, SHOWN, 1, 4));
    assertThat(replaced(0.5, SHOWN, 1, 4))
        .isNotEqualTo(replaced(0.5, SHOWN, 2, 4))
        .isNotEqualTo(replaced(0.5, SHOWN, 1, 5));
  }

  @Test
  void create_shareOutsideItsRange_isRefused() {
    assertThatThrownBy(() -> new ShownNegatives(1.01, 5)).hasMessageContaining("allowed is 0 to 1");
    assertThatThrownBy(() -> new ShownNegatives(Double.NaN, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
