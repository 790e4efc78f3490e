package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.config.LossConfig;
import dev.shopfuse.training.config.TrainingConfig;
import org.junit.jupiter.api.Test;

class LossWatchTest {
  private static LossConfig weights(double item, double shop) {
    return TrainingConfig.parse(
            "c", "loss: {item_weight: %s, shop_weight: %s}".formatted(item, shop))
        .loss();
  }

  private static boolean acceptsFirst(double loss, LossConfig weights) {
    return new LossWatch().accept(loss, weights);
  }

  @Test
  void accept_firstLoss_hasALimitThatGrowsWithTheWeights() {
    assertThat(acceptsFirst(10_000, weights(0.1, 0.1))).isTrue();
    assertThat(acceptsFirst(10_001, weights(0.1, 0.1))).isFalse();
    assertThat(acceptsFirst(10_001, weights(0.5, 1))).isTrue();
    assertThat(acceptsFirst(693_147, weights(1_000_000, 0.1))).isTrue();
    assertThat(acceptsFirst(40_000, weights(1, 3))).isTrue();
    assertThat(acceptsFirst(40_001, weights(1, 3))).isFalse();
    assertThat(acceptsFirst(Double.NaN, weights(1, 3))).isFalse();
  }

  @Test
  void accept_laterLoss_isComparedWithTheFirstOnes() {
    LossConfig weights = weights(1, 1_000_000);
    LossWatch watch = new LossWatch();
    assertThat(watch.accept(20, weights)).isTrue();
    assertThat(watch.accept(2_000, weights)).isTrue();
    LossWatch resumed = new LossWatch();
    resumed.restore(watch.toTree());
    assertThat(resumed.accept(101_001, weights)).isFalse();
    assertThat(resumed.accept(101_000, weights)).isTrue();
  }
}
