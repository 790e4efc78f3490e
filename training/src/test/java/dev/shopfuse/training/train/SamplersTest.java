package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplersTest {
  @Test
  void corrections_drawnByPopularity_areLogarithmsOfTheExpectedDraws() {
    SampleSet samples = TinyInput.create(true).samples();
    long[] counts = samples.shopCounts();
    double visits = Arrays.stream(counts).sum();
    float[] corrections = corrections(samples);
    assertThat(counts).contains(0L, 1L);
    for (int shop = VisitSequences.FIRST_TARGET; shop < counts.length; shop++) {
      // A shop that nobody visited is never drawn; it counts as one that one user visited.
      double expected = 3 * Math.max(1, counts[shop]) / visits;
      assertThat(corrections[shop]).isCloseTo((float) Math.log(expected), within(1e-5f));
    }
  }

  private static float[] corrections(SampleSet samples) {
    return Samplers.corrections(
        TrainingConfig.parse(
            "c",
            "{loss: {shop: softmax}, negatives: {shops: 3, popularity_share: 1, popularity_power: 1}}"),
        samples);
  }
}
