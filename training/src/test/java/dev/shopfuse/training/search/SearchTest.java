package dev.shopfuse.training.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir private Path folder;

  @Test
  void run_trialThatDoesNotFitInMemory_isKeptAsRefusedAndTheNextOneComes() {
    try (VisitTables tables = tables()) {
      List<Trial> trials = search(tables).run(3, new TooLarge(2));
      assertThat(trials)
          .extracting(Trial::outcome)
          .containsExactly(Trial.Outcome.FINISHED, Trial.Outcome.REFUSED, Trial.Outcome.FINISHED);
      assertThat(trials.get(1).reason())
          .contains("does not fit in a heap of ", " MiB (Java heap space)");
    }
  }

  @Test
  void run_firstTrialDoesNotFitInMemory_keepsNothingSoThatMoreMemoryHelps() {
    try (VisitTables tables = tables()) {
      assertThatThrownBy(() -> search(tables).run(1, new TooLarge(1)))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(search(tables).run(1, new TooLarge(0)))
          .extracting(Trial::outcome)
          .containsExactly(Trial.Outcome.FINISHED);
    }
  }

  private Search search(VisitTables tables) {
    TrainingConfig config =
        TrainingConfig.parse(
            "c", "{model: {hidden: [8, 6], embedding_width: 4}, training: {epochs: 1}}");
    return new Search(
        tables,
        Baseline.FUSED,
        config,
        SampleBuilder.build(tables, Progress.none()),
        SearchSpace.parse("space", "model.dropout: [0, 0.1]", config),
        folder.resolve("search"));
  }

  private VisitTables tables() {
    return new TableFolder(folder)
        .with(
            "visits.csv",
            "user_id,page,target_id,time,split",
            "u,item,i1,1,train",
            "u,shop,s1,2,train",
            "v,item,i2,1,train",
            "v,shop,s2,2,train",
            "u,shop,s2,3,tune",
            "v,shop,s1,3,tune")
        .with("items.csv", "item_id", "i1", "i2")
        .with("shops.csv", "shop_id", "s1", "s2")
        .with(
            "features.yaml",
            "features:",
            "  - {name: user_id, side: user, kind: id}",
            "  - {name: item_id, side: item, kind: id}",
            "  - {name: shop_id, side: shop, kind: id}")
        .open();
  }

  /** Runs out of memory in one trial. */
  private record TooLarge(int trial) implements Search.Listener {
    @Override
    public TrainingListener onStart(int number) {
      return new TrainingListener() {
        @Override
        public void onStep(int epoch, int done, int total) {
          if (number == trial) {
            throw new OutOfMemoryError("Java heap space");
          }
        }
      };
    }

    @Override
    public void onTrial(Trial done) {}
  }
}
