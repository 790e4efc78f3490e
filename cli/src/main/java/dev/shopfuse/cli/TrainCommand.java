package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.MetricsFile;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
      description = "Configuration, or the name of a shipped one, such as demo or youshu.")
  private String config;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "MODEL",
      description = "Directory to write; an earlier model there is replaced at the end.")
  private Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Overrides the configuration's seed.")
  private @Nullable Long seed;

  @Mixin private Output output;

  @Override
  public Integer call() {
    TrainingConfig configuration = Configurations.read(config);
    train(seed == null ? configuration : configuration.withSeed(seed));
    return 0;
  }

  private void train(TrainingConfig configuration) {
    try (ProgressDisplay bars = output.progress();
        VisitTables tables = data.open(configuration, output, bars)) {
      TrainingInput input = TrainingInput.load(tables, configuration, bars.steps("Making samples"));
      output.say("Training on %,d shop visits", input.samples().train().size());
      TrainingResult result =
          new Trainer(configuration, input, new TrainingProgress(bars, output, configuration))
              .train();
      RunDirectory.save(result, input, tables, out);
      ObjectNode object = MetricsFile.tree(result, input);
      output.result(object.put("model", out.toString()));
      result
          .tune()
          .ifPresent(
              tune ->
                  tune.values().forEach((name, value) -> output.say("  %-12s %.4f", name, value)));
      output.say("Model of epoch %d written to %s", result.bestEpoch(), out);
    }
  }
}
