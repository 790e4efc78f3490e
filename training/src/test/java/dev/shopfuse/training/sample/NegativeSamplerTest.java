package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
  private static final int[] NOBODY = {};

  @Test
  void draw_popularityOnly_followsCountsToThePower() {
    // 16^0.75 = 8, 1^0.75 = 1: shares 8/10, 1/10, 1/10, and none for the unvisited one.
    double[] shares = shares(NegativeSampler.of(new long[] {0, 0, 16, 1, 0, 1}, 1, 0.75, 5));
    assertThat(shares[2]).isCloseTo(0.8, within(0.01));
    assertThat(shares[3]).isCloseTo(0.1, within(0.01));
    assertThat(shares[4]).isZero();
    assertThat(shares[5]).isCloseTo(0.1, within(0.01));
  }

  @Test
  void draw_half_mixesUniformAndPopularity() {
    // Half of 8/9 and 1/9, half of 1/2 and 1/2.
    double[] shares = shares(NegativeSampler.of(new long[] {0, 0, 16, 1}, 0.5, 0.75, 5));
    assertThat(shares[2]).isCloseTo((8 / 9.0 + 0.5) / 2, within(0.01));
    assertThat(shares[3]).isCloseTo((1 / 9.0 + 0.5) / 2, within(0.01));
  }

  @Test
  void draw_noVisitsAtAll_isUniform() {
    double[] shares = shares(NegativeSampler.of(new long[] {0, 0, 0, 0}, 1, 0.75, 5));
    assertThat(shares[2]).isCloseTo(0.5, within(0.01));
  }

  @Test
  void draw_sameSeedEpochAndExample_givesTheSame() {
    long[] counts = new long[1000];
    Arrays.fill(counts, 1);
    NegativeSampler sampler = NegativeSampler.of(counts, 0.5, 0.75, 1);
    int[] drawn = sampler.draw(8, 2, 3, NOBODY);
    assertThat(sampler.draw(8, 2, 3, NOBODY)).isEqualTo(drawn);
    assertThat(sampler.draw(8, 3, 3, NOBODY)).isNotEqualTo(drawn);
    assertThat(sampler.draw(8, 2, 4, NOBODY)).isNotEqualTo(drawn);
    assertThat(NegativeSampler.of(counts, 0.5, 0.75, 2).draw(8, 2, 3, NOBODY)).isNotEqualTo(drawn);
  }

  @Test
  void draw_excluded_areNeverDrawn() {
    NegativeSampler sampler = NegativeSampler.of(new long[] {0, 0, 1000, 1, 1}, 1, 1, 3);
    for (int example = 0; example < 500; example++) {
      assertThat(sampler.draw(4, 0, example, new int[] {2, 4})).containsOnly(3);
    }
  }

  @Test
  void draw_popularOneExcludedBeyondRejections_stillEndsWithAnother() {
    NegativeSampler sampler = NegativeSampler.of(new long[] {0, 0, 1, 0, 0}, 1, 1, 3);
    assertThat(sampler.draw(2, 0, 0, new int[] {2})).containsOnly(3);
    assertThat(sampler.draw(2, 0, 0, new int[] {2, 3})).containsOnly(4);
  }

  @Test
  void draw_everythingExcludedOrNothingThere_drawsNone() {
    assertThat(
            NegativeSampler.of(new long[] {0, 0, 1, 1}, 0.5, 1, 3).draw(3, 0, 0, new int[] {2, 3}))
        .isEmpty();
    assertThat(NegativeSampler.of(new long[] {0, 0}, 0.5, 1, 3).draw(3, 0, 0, NOBODY)).isEmpty();
  }

  @Test
  void of_shareOutsideZeroToOne_isRefused() {
    assertThatThrownBy(() -> NegativeSampler.of(new long[] {0, 0, 1}, 1.1, 1, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.1");
  }

  private static double[] shares(NegativeSampler sampler) {
    int draws = 40_000;
    double[] shares = new double[8];
    for (int example = 0; example < draws / 4; example++) {
      for (int target : sampler.draw(4, 1, example, NOBODY)) {
        shares[target] += 1.0 / draws;
      }
    }
    return shares;
  }
}
