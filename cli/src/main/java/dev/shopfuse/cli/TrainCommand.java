package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.report.Report;
import dev.shopfuse.training.report.Stages;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.MetricsFile;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingResult;
import dev.shopfuse.training.train.TrainingStoppedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Overrides the configuration's number of workers, which also decides the weights.")
  private @Nullable Integer workers;

  @Mixin private CheckpointOptions checkpoints;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (StopSignal signal = StopSignal.listen()) {
      train(configuration(), signal);
      return ExitCode.OK;
    } catch (TrainingStoppedException e) {
      spec.commandLine().getErr().println("shopfuse train: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private TrainingConfig configuration() {
    TrainingConfig configuration = Configurations.read(config);
    if (seed != null) {
      configuration = configuration.withSeed(seed);
    }
    if (workers != null) {
      configuration = configuration.with(configuration.training().withWorkers(workers));
    }
    return configuration;
  }

  private void train(TrainingConfig configuration, StopSignal signal) {
    Stages stages = new Stages();
    ModelDirectory.requireReplaceable(out);
    try (ProgressDisplay bars = output.progress();
        VisitTables tables =
            stages.time("reading tables", () -> data.open(configuration, output, bars))) {
      TrainingInput input =
          stages.time(
              "making samples and features",
              () -> TrainingInput.load(tables, configuration, bars.steps("Making samples")));
      output.say("Training on %,d shop visits", input.samples().train().size());
      Trainer trainer =
          new Trainer(configuration, input, new TrainingProgress(bars, output, configuration));
      signal.stops(trainer);
      CheckpointSettings settings = checkpoints.settings(out);
      TrainingResult trained = trainer.train(settings);
      TrainingResult result =
          stages.time("calibrating", () -> Calibrator.calibrate(trained, input));
      Report page =
          Report.ofRun(
              "Training on " + data.folder(), tables, input, result, Optional.empty(), stages);
      RunDirectory.save(
          result, input, tables, out, fresh -> page.write(fresh.resolve(Report.NAME)));
      settings.discard();
      report(result, input);
    }
  }

  private void report(TrainingResult result, TrainingInput input) {
    ObjectNode object = MetricsFile.tree(result, input);
    output.result(object.put("model", out.toString()));
    result
        .tune()
        .ifPresent(
            tune ->
                tune.values().forEach((name, value) -> output.say("  %-12s %.4f", name, value)));
    output.say(
        "Model of epoch %d written to %s; open %s",
        result.bestEpoch(), out, out.resolve(Report.NAME));
  }
}
