package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainCollectorTest {
  private final TrainCollector train = new TrainCollector(List.of("a", "b", "c"), 1);

  @Test
  void examples_severalUsers_seeTheirOwnPastOnly() {
    item(0, 5, 100);
    shop(0, 2, 100);
    shop(0, 3, 101);
    shop(2, 4, 50);
    item(2, 6, 60);
    shop(2, 2, 60);
    assertThat(train.examples())
        .containsExactly(
            new TrainingExample(0, 0, 0, 2, true),
            new TrainingExample(0, 1, 1, 3, true),
            new TrainingExample(2, 0, 0, 4, true),
            new TrainingExample(2, 0, 1, 2, true));
    VisitSequences sequences = train.sequences();
    assertThat(sequences.itemVisits(0)).containsExactly(5);
    assertThat(sequences.shopVisits(1)).isEmpty();
    assertThat(sequences.shopVisits(2)).containsExactly(4, 2);
  }

  @Test
  void examples_untimed_seeEverythingAndAreSeenByNoTimedOne() {
    item(0, 5, -7);
    shop(0, 2, -6);
    train.add(0, true, 3, 0, false);
    train.add(0, false, 6, 0, false);
    train.add(1, true, 4, 0, false);
    shop(2, 2, 0);
    assertThat(train.examples())
        .containsExactly(
            new TrainingExample(0, 1, 0, 2, true),
            new TrainingExample(0, 2, 2, 3, false),
            new TrainingExample(1, 0, 1, 4, false),
            new TrainingExample(2, 0, 0, 2, true));
  }

  @Test
  void begin_moreExamplesThanAListTakes_asksForShards() {
    assertThatThrownBy(() -> new TrainCollector(List.of(), 500_000_000))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("There are 500,000,000 train examples")
        .hasMessageContaining("cut the visits into shards");
  }

  private void item(int user, int target, long seconds) {
    train.add(user, false, target, seconds, true);
  }

  private void shop(int user, int target, long seconds) {
    train.add(user, true, target, seconds, true);
  }
}
