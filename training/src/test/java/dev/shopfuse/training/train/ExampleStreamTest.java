package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExampleStreamTest {
  private static TrainingInput shown(TrainingInput input) {
    List<String> users = input.samples().sequences(Split.TRAIN).userIds();
    int[][] items = {{6, 7}, {}, {2}, {3}};
    int[][] shops = {{4, 6}, {}, {2}, {3}};
    SampleSet samples = input.samples().withImpressions(VisitSequences.of(users, items, shops));
    return new TrainingInput(
        input.contract(), input.items(), input.shops(), input.users(), samples);
  }

  private static String trained(TrainingConfig config, TrainingInput input) {
    return new Trainer(config, input, TrainingListener.SILENT).train().model().weightsDigest();
  }

  @Test
  void examples_impressionShare_changesWhatIsLearnedOnlyWhereSomethingWasShown() {
    TrainingConfig plain =
        Settings.of("negatives.sharing: example").apply("test", KillableRun.config(2));
    TrainingConfig share = Settings.of("negatives.impression_share: 0.5").apply("test", plain);
    TrainingInput input = TinyInput.create(true);
    String expected = trained(plain, input);
    assertThat(trained(share, input)).isEqualTo(expected);
    assertThat(trained(plain, shown(input))).isEqualTo(expected);
    assertThat(trained(share, shown(input)))
        .isNotEqualTo(expected)
        .isEqualTo(trained(share, shown(input)));
  }

  @Test
  void config_impressionsSharedByABatch_areRefused() {
    Settings settings = Settings.of("negatives.impression_share: 0.5");
    assertThatThrownBy(() -> settings.apply("shares negatives", KillableRun.config(2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose sharing \"example\"");
  }
}
