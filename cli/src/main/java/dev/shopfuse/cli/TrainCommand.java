package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a model on visit tables. */
@Command(
    name = "train",
    description = "Trains a fused shop ranker and keeps the epoch that was best on tune.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Configuration, or the name of a shipped one: demo, youshu, ...")
  private String config;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MODEL",
      description = "Directory to write; an earlier model there is replaced at the end.")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Overrides the configuration's seed.")
  private Long seed;

  @Mixin private Output output;

  @Override
  public Integer call() {
    TrainingConfig configuration = Configurations.read(config);
    if (seed != null) {
      configuration = configuration.withSeed(seed);
    }
    output.result(train(configuration));
    return 0;
  }

  private ObjectNode train(TrainingConfig configuration) {
    try (ProgressDisplay bars = output.progress();
        VisitTables tables =
            DataOptions.open(
                data.folder(), configuration.training().maxBadShare(), output, bars)) {
      TrainingInput input =
          TrainingInput.load(tables, configuration, bars.steps("Making samples"));
      TrainingResult result = ModelTraining.train(configuration, input, output, bars);
      ObjectNode metrics = ModelTraining.save(result, tables, input, out);
      output.say("Model written to %s", out);
      return metrics.put("model", out.toString());
    }
  }
}
