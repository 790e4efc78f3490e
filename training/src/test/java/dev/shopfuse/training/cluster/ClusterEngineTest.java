package dev.shopfuse.training.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ClusterEngine.Place;
import dev.shopfuse.training.cluster.ClusterEngine.SamplesJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterEngineTest {
  @Test
  void named_sparkThatIsNotThere_saysHowItComesThere() {
    assertThatThrownBy(() -> ClusterEngine.named("spark"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not on the class path; start bin/shopfuse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"flink", "duckdb", "Spark", ""})
  void named_unknownEngine_saysWhichThereAre(String name) {
    assertThatThrownBy(() -> ClusterEngine.named(name))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Engine \"" + name + "\" is unknown")
        .hasMessageContaining("give spark, or duckdb, which only cuts samples");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
  void place_shareOutsideZeroToOne_isRefused(double share) {
    assertThatThrownBy(() -> place(share))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(share + "; give 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void place_shareAtABound_isTaken(double share) {
    assertThat(place(share).maxBadShare()).isEqualTo(share);
  }

  private static Place place(double maxBadShare) {
    return new Place("", "data", "out", "scratch", maxBadShare);
  }

  @Test
  void samplesJob_negativeShards_areRefused() {
    assertThatThrownBy(() -> new SamplesJob(-1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shards is -1; give 1 or more, or 0");
    assertThat(new SamplesJob(0).shards()).isZero();
  }
}
