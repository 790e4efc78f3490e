package dev.shopfuse.training.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** One worker encodes 300 examples a batch, in blocks; three encode 100 each. */
  @Test
  void examples_ofSeveralBlocks_areThoseOfSmallShards() {
    TrainingInput input = TinyInput.repeated(100);
    TrainingConfig one =
        Settings.of("training.batch_size: 300", "training.workers: 1", "model.dropout: 0")
            .apply("test", KillableRun.config(2));
    TrainingConfig three = Settings.of("training.workers: 3").apply("test", one);
    Map<String, EmbeddingTable> expected = tables(one, input);
    tables(three, input)
        .forEach(
            (name, table) ->
                assertThat(table.weights())
                    .as(name)
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(Objects.requireNonNull(expected.get(name)).weights()));
  }

  private static Map<String, EmbeddingTable> tables(TrainingConfig config, TrainingInput input) {
    return new Trainer(config, input, TrainingListener.SILENT).train().model().tables();
  }

  @Test
  void config_impressionsSharedByABatch_areRefused() {
    Settings settings = Settings.of("negatives.impression_share: 0.5");
    assertThatThrownBy(() -> settings.apply("shares negatives", KillableRun.config(2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("choose sharing \"example\"");
  }
}
