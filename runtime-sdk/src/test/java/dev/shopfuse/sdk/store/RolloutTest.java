package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.Release;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class RolloutTest {
  @Test
  void includes_manyInstallations_arePlacedEvenlyAndStay() {
    FileReference bundle = FileReference.of("5.shopfuse", 1, TestChannel.sha256(new byte[1]));
    Release release = Release.of(5, bundle, 30, "0.1.0", Collections.<Delta>emptyList());
    int included = 0;
    for (int i = 0; i < 10_000; i++) {
      Rollout rollout = new Rollout("installation " + i, "sample");
      boolean in = rollout.includes(release);
      included += in ? 1 : 0;
      assertThat(new Rollout("installation " + i, "sample").includes(release)).isEqualTo(in);
      assertThat(rollout.includes(release.withRolloutPercent(100))).isTrue();
      assertThat(rollout.includes(release.withRolloutPercent(0))).isFalse();
      assertThat(in && !rollout.includes(release.withRolloutPercent(31))).isFalse();
    }
    assertThat(included).isBetween(2_800, 3_200);
  }
}
