package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.search.Search;
import dev.shopfuse.training.search.SearchSpace;
import dev.shopfuse.training.search.Trial;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches for a better configuration. */
@Command(
    name = "tune",
    description = {
      "Tries configurations drawn at random from a declared space, stops bad ones early, and keeps",
      "all trials and the best configuration. An interrupted search goes on where it stopped.",
      "A space is a YAML file such as",
      "  model.dropout: [0, 0.2, 0.4]",
      "  negatives.shops: {from: 1, to: 16}",
      "  training.learning_rate: {from: 0.0003, to: 0.01, scale: log}",
      "docs/configuration.md describes it."
    },
    mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--row",
      defaultValue = "fused",
      paramLabel = "ROW",
      description = {
        "The row of the baseline table to search for, such as shop_only, so that what the fused model",
        "has to beat is searched as well; default: ${DEFAULT-VALUE}, the configuration as it stands."
      })
  private String row;

  @Option(names = "--space", required = true, paramLabel = "FILE", description = "What to vary.")
  private Path space;

  @Option(
      names = "--trials",
      required = true,
      paramLabel = "N",
      description = "Trials in all, those of an earlier call included.")
  private int count;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the search: trials.jsonl and best.yaml.")
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new InputException("--trials is %d; give 1 or more.".formatted(count));
    }
    TrainingConfig configuration = config.read();
    SearchSpace declared = SearchSpace.read(space, configuration);
    Baseline searched = Baseline.of(row);
    try (ProgressDisplay bars = output.progress();
        VisitTables tables = data.open(configuration, output, bars)) {
      SampleSet samples = SampleBuilder.build(tables, bars.steps("Making samples"));
      data.warnWithoutImpressions(samples, configuration, output);
      Search search = new Search(tables, searched, configuration, samples, declared, out);
      List<Trial> trials = search.run(count, listener(bars));
      report(trials, search.best(), configuration.training().monitor().metric());
    }
    return 0;
  }

  private Search.Listener listener(ProgressDisplay bars) {
    return new Search.Listener() {
      @Override
      public TrainingListener onStart(int number) {
        return bars.training("Trial " + number);
      }

      @Override
      public void onTrial(Trial trial) {
        bars.close();
        output.say(
            "  trial %3d  %-8s  %s  %s%s",
            trial.number(),
            trial.outcome().name().toLowerCase(Locale.ROOT),
            trial.curve().isEmpty() ? "      " : "%.4f".formatted(trial.best()),
            trial.settings().values(),
            trial.reason().isEmpty() ? "" : ": " + trial.reason());
      }
    };
  }

  private void report(List<Trial> trials, Optional<Trial> best, String metric) {
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("trials", trials.size()).put("metric", metric).put("out", out.toString());
    best.ifPresent(
        trial -> {
          result.put("best_trial", trial.number()).put("best", trial.best());
          result.put("best_config", out.resolve("best.yaml").toString());
          output.say(
              "Best of %d trials: %d with %s %.4f on tune; configuration in %s",
              trials.size(), trial.number(), metric, trial.best(), out.resolve("best.yaml"));
          output.say("The best of many is optimistic on the split it was chosen on.");
        });
    if (best.isEmpty()) {
      throw new InputException(
          "All %d trials were refused, the last one because: %s"
              .formatted(trials.size(), trials.get(trials.size() - 1).reason()));
    }
    output.result(result);
  }
}
