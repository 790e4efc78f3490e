package dev.shopfuse.training.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {
  private final PairedBootstrap bootstrap = PairedBootstrap.standard();

  private static double[][] users(int seeds, int users, double mean, double deviation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[seeds][users];
    for (double[] ofSeed : values) {
      for (int user = 0; user < users; user++) {
        ofSeed[user] = mean + deviation * random.nextGaussian();
      }
    }
    return values;
  }

  private static double[][] plus(double[][] values, double amount) {
    double[][] more = new double[values.length][];
    for (int i = 0; i < more.length; i++) {
      more[i] = java.util.Arrays.stream(values[i]).map(value -> value + amount).toArray();
    }
    return more;
  }

  @Test
  void compare_oneSeed_matchesTheNormalInterval() {
    double[][] reference = users(1, 400, 0, 1, 1);
    double[][] noise = users(1, 400, 0, 1, 2);
    Comparison comparison = bootstrap.compare(noise, reference);
    double mean = 0;
    double squares = 0;
    for (int user = 0; user < 400; user++) {
      double difference = noise[0][user] - reference[0][user];
      mean += difference / 400;
      squares += difference * difference / 400;
    }
    double half = 1.96 * Math.sqrt((squares - mean * mean) / 400);
    assertThat(comparison.difference().value()).isCloseTo(mean, within(1e-12));
    assertThat(comparison.difference().low()).isCloseTo(mean - half, within(0.1 * half));
    assertThat(comparison.difference().high()).isCloseTo(mean + half, within(0.1 * half));
    assertThat(comparison.users()).isEqualTo(400);
  }

  @Test
  void compare_sameAmountMoreForEachUser_pairingLeavesNoDoubt() {
    double[][] reference = users(1, 50, 1, 0.5, 3);
    Comparison comparison = bootstrap.compare(plus(reference, 0.1), reference);
    assertThat(comparison.difference().low()).isCloseTo(0.1, within(1e-9));
    assertThat(comparison.difference().high()).isCloseTo(0.1, within(1e-9));
    assertThat(comparison.difference().excludesZero()).isTrue();
  }

  @Test
  void compare_seedsApart_widenTheInterval() {
    double[][] reference = users(1, 2000, 1, 0.01, 4);
    double[][] steady = {plus(reference, 0.1)[0], plus(reference, 0.1)[0]};
    double[][] moody = {plus(reference, 0.3)[0], plus(reference, -0.1)[0]};
    assertThat(bootstrap.compare(steady, reference).difference().excludesZero()).isTrue();
    assertThat(bootstrap.compare(moody, reference).difference().excludesZero()).isFalse();
  }

  @Test
  void compare_noDifference_coversZeroAboutNineteenTimesInTwenty() {
    int covered = 0;
    for (int trial = 0; trial < 200; trial++) {
      Comparison comparison =
          new PairedBootstrap(400, trial)
              .compare(users(1, 100, 0, 1, 1000 + trial), users(1, 100, 0, 1, 5000 + trial));
      covered += comparison.difference().excludesZero() ? 0 : 1;
    }
    // Binomial with p of 0.95: below 180 or above 199 in one of a thousand.
    assertThat(covered).isBetween(180, 199);
  }

  @Test
  void compare_twice_givesEqualIntervals() {
    double[][] a = users(3, 40, 0.2, 0.1, 5);
    double[][] b = users(3, 40, 0.1, 0.1, 6);
    assertThat(bootstrap.compare(a, b)).isEqualTo(bootstrap.compare(a, b));
    assertThat(bootstrap.compare(a, b).lift().value())
        .isCloseTo(bootstrap.compare(a, b).difference().value() / mean(b), within(1e-12));
  }

  @Test
  void compare_otherUsers_isRefused() {
    assertThatThrownBy(() -> bootstrap.compare(new double[1][3], new double[1][4]))
        .hasMessageContaining("the same users");
    assertThatThrownBy(() -> bootstrap.compare(new double[0][], new double[1][4]))
        .hasMessageContaining("at least one seed");
  }

  private static double mean(double[][] values) {
    return java.util.Arrays.stream(values)
        .flatMapToDouble(java.util.Arrays::stream)
        .average()
        .orElseThrow();
  }
}
