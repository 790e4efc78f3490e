package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.Settings;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.util.DoubleComparator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class LearningRateTest {
  private static final Comparator<Double> CLOSE = new DoubleComparator(1e-12);

  private static ISchedule rate(int warmUpSteps, int decaySteps) {
    return LearningRate.of(
        Settings.of(
                "training.learning_rate: 0.01",
                "optimizer.warm_up_steps: " + warmUpSteps,
                "optimizer.decay_steps: " + decaySteps)
            .apply("test", TinyMarket.config(Direction.ITEM_TO_SHOP, 0)),
        2);
  }

  private static List<Double> values(ISchedule rate, int... steps) {
    return IntStream.of(steps).mapToObj(step -> rate.valueAt(step, 0)).toList();
  }

  @Test
  void of_neither_isTheMultipleThroughout() {
    assertThat(values(rate(0, 0), 0, 1_000_000)).containsExactly(0.02, 0.02);
  }

  @Test
  void of_warmUp_climbsToTheFullRateAndStays() {
    assertThat(values(rate(4, 0), 0, 1, 3, 4, 1000)).containsExactly(0.005, 0.01, 0.02, 0.02, 0.02);
  }

  @Test
  void of_decay_fallsInALineTo0() {
    assertThat(values(rate(0, 10), 0, 5, 9, 10, Integer.MAX_VALUE))
        .usingElementComparator(CLOSE)
        .containsExactly(0.02, 0.01, 0.002, 0.0, 0.0);
  }

  @Test
  void of_warmUpAndDecay_climbsToTheFullRateAndFallsFromThere() {
    assertThat(values(rate(4, 10), 0, 1, 3, 4, 9, 13, 14, 1000))
        .usingElementComparator(CLOSE)
        .containsExactly(0.005, 0.01, 0.02, 0.02, 0.01, 0.002, 0.0, 0.0);
  }

  @Test
  void of_theLongestWarmUpAndDecay_isFullAtTheLastStep() {
    assertThat(rate(Integer.MAX_VALUE, Integer.MAX_VALUE).valueAt(Integer.MAX_VALUE - 1, 0))
        .isEqualTo(0.02);
  }

  @Test
  void of_savedAndRead_isTheSameSchedule() throws IOException {
    ISchedule rate = rate(4, 10);
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    assertThat(mapper.readValue(mapper.writeValueAsString(rate), ISchedule.class)).isEqualTo(rate);
  }
}
