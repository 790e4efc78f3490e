package dev.shopfuse.training.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.config.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class MedianRuleTest {
  private final MedianRule rule = new MedianRule(3, 2);

  private static Trial trial(Trial.Outcome outcome, Double... curve) {
    return new Trial(1, Settings.of(), outcome, List.of(curve), 1, "");
  }

  private static final List<Trial> FINISHED =
      List.of(
          trial(Trial.Outcome.FINISHED, 0.1, 0.2, 0.9),
          trial(Trial.Outcome.FINISHED, 0.1, 0.3, 0.3),
          trial(Trial.Outcome.FINISHED, 0.5, 0.4));

  @Test
  void stops_belowAndAtTheMedian_stopsAndGoesOn() {
    // By epoch 2 the others had reached 0.2, 0.3 and 0.5.
    assertThat(rule.stops(List.of(0.1, 0.29), FINISHED)).isTrue();
    assertThat(rule.stops(List.of(0.1, 0.3), FINISHED)).isFalse();
    assertThat(rule.stops(List.of(0.3, 0.1), FINISHED)).isFalse();
  }

  @Test
  void stops_firstEpochs_neverStops() {
    assertThat(rule.stops(List.of(0.0), FINISHED)).isFalse();
  }

  @Test
  void stops_fewFinished_neverStops() {
    assertThat(rule.stops(List.of(0.0, 0.0), FINISHED.subList(0, 2))).isFalse();
    List<Trial> stopped =
        List.of(FINISHED.get(0), FINISHED.get(1), trial(Trial.Outcome.STOPPED, 0.9, 0.9));
    assertThat(rule.stops(List.of(0.0, 0.0), stopped)).isFalse();
  }

  @Test
  void best_bestEpoch_isTheFirstOfTheHighest() {
    Trial trial = trial(Trial.Outcome.FINISHED, 0.1, 0.4, 0.4);
    assertThat(trial.best()).isEqualTo(0.4);
    assertThat(trial.bestEpoch()).isEqualTo(2);
  }
}
