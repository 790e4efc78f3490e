package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoopsTest {
  private static final float[] SUMMANDS = {
    0, -0f, 1, -1, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-39f, 3e7f, -3e7f, Float.NaN, 1e37f
  };

  @Test
  void addRectified_anySum_isTheMaximumWithZero() {
    for (float summand : SUMMANDS) {
      float[] sums = SUMMANDS.clone();
      float[] source = new float[sums.length];
      Arrays.fill(source, summand);
      Loops.addRectified(sums, source, sums.length, true);
      float[] expected = SUMMANDS.clone();
      for (int i = 0; i < sums.length; i++) {
        expected[i] = Math.max(expected[i] + summand, 0);
      }
      assertThat(sums).isEqualTo(expected);
    }
  }

  @Test
  void copyScaled_factorZero_clearsWhateverThereIs() {
    float[] target = {1, 2, 3};
    Loops.copyScaled(target, 1, 0, new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 0, 2);
    assertThat(target).containsExactly(1, 0, 0);
  }
}
