package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.incremental.EarlierModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.report.Report;
import dev.shopfuse.training.report.Stages;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.MetricsFile;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import dev.shopfuse.training.train.TrainingStoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model on visit tables. */
@Command(
    name = "train",
    description = {
      "Trains a fused shop ranker on visit tables, or on sample shards, and keeps the epoch that was"
          + " best on tune.",
      "Ctrl-C and SIGTERM write a checkpoint first; --resume goes on from it."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:The model is written.",
      "1:Failure, told in one sentence; checkpoints are kept if there are any.",
      "2:Wrong usage.",
      "130:Stopped by Ctrl-C (SIGINT), 143 by SIGTERM: go on with --resume."
    },
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration, or the name of a shipped one, such as demo or youshu; with --from, the"
              + " default is that of the model.")
  private @Nullable String config;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Begin with a trained model: what it knows keeps its numbers and weights, what is new is"
              + " added, and what it forgets is measured. It is not changed itself.")
  private @Nullable Path from;

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

  @Mixin private RoundOptions rounds;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (config == null && from == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required option: '--config=FILE', or '--from=MODEL'");
    }
    try (StopSignal signal = StopSignal.listen()) {
      if (SampleShards.isFolder(data.folder())) {
        trainFromShards(signal);
      } else {
        rounds.requireNone(data);
        train(signal);
      }
      return ExitCode.OK;
    } catch (TrainingStoppedException e) {
      spec.commandLine().getErr().println("shopfuse train: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private void trainFromShards(StopSignal signal) throws IOException {
    if (from != null) {
      throw new InputException(
          "--from goes on with visit tables, and %s holds sample shards; give the tables they were cut from."
              .formatted(data.folder()));
    }
    TrainingConfig configuration = configuration(Optional.empty());
    try (ProgressDisplay bars = output.progress()) {
      TrainingListener lines =
          new TrainingProgress(bars, output, configuration) {
            @Override
            public void onStart(Trainer trainer, TrainingInput input) {
              output.say("Training on %,d shop visits", input.samples().exampleCount());
              warnWithoutTune(input, configuration);
              signal.stops(trainer);
            }
          };
      TrainingJob job =
          new TrainingJob(data.folder(), configuration, out, checkpoints.settings(out));
      rounds.train(job, lines);
    }
    ObjectNode metrics =
        (ObjectNode) new JsonMapper().readTree(out.resolve(MetricsFile.NAME).toFile());
    output.result(metrics.put("model", out.toString()));
    output.say("Model written to %s; open %s", out, out.resolve(Report.NAME));
  }

  private void train(StopSignal signal) {
    ModelDirectory.recover(out);
    ModelDirectory.requireReplaceable(out);
    Optional<EarlierModel> earlier = Optional.ofNullable(from).map(this::earlier);
    TrainingConfig configuration = configuration(earlier);
    Stages stages = new Stages();
    try (ProgressDisplay bars = output.progress();
        VisitTables tables =
            stages.time("reading tables", () -> data.open(configuration, output, bars))) {
      Progress progress = bars.steps("Making samples");
      TrainingInput input =
          stages.time(
              "making samples and features",
              () ->
                  earlier
                      .map(model -> model.input(tables, configuration, progress))
                      .orElseGet(() -> TrainingInput.load(tables, configuration, progress)));
      output.say("Training on %,d shop visits", input.samples().train().size());
      warnWithoutTune(input, configuration);
      data.warnWithoutImpressions(input.samples(), configuration, output);
      TrainingProgress lines = new TrainingProgress(bars, output, configuration);
      Trainer trainer =
          earlier
              .map(model -> model.trainer(configuration, input, lines))
              .orElseGet(() -> new Trainer(configuration, input, lines));
      signal.stops(trainer);
      CheckpointSettings settings = checkpoints.settings(out);
      TrainingResult trained = trainer.train(settings);
      TrainingResult calibrated =
          stages.time("calibrating", () -> Calibrator.calibrate(trained, input));
      TrainingResult result =
          earlier
              .map(
                  model ->
                      stages.time(
                          "comparing with the earlier model",
                          () -> model.compared(calibrated, input)))
              .orElse(calibrated);
      Report page =
          Report.ofRun(
              "Training on " + data.folder(), tables, input, result, Optional.empty(), stages);
      RunDirectory.save(
          result, input, tables, out, fresh -> page.write(fresh.resolve(Report.NAME)));
      settings.discard();
      report(result, input);
    }
  }

  private void warnWithoutTune(TrainingInput input, TrainingConfig configuration) {
    if (input.samples().cases(Split.TUNE).isEmpty()) {
      output.warn(
          "%s has no user with a held-out shop in the tune split. There is no early stopping: up to"
              + " %d epochs are trained and the last one is kept, nothing is measured, and scores"
              + " are not calibrated. Give visits a split column with tune, or times to cut by.",
          data.folder(), configuration.training().epochs());
    }
  }

  private EarlierModel earlier(Path directory) {
    if (ModelDirectory.isSame(directory, out)) {
      throw new InputException(
          "--out and --from are both %s; the model to begin with is kept, give --out another name."
              .formatted(directory));
    }
    return EarlierModel.load(directory);
  }

  private TrainingConfig configuration(Optional<EarlierModel> earlier) {
    Optional<TrainingConfig> given = Optional.ofNullable(config).map(Configurations::read);
    TrainingConfig configuration =
        earlier
            .map(model -> given.map(model::config).orElseGet(model::config))
            .or(() -> given)
            .orElseThrow();
    if (seed != null) {
      configuration = with("--seed", "training.seed: " + seed, configuration);
    }
    if (workers != null) {
      configuration = with("--workers", "training.workers: " + workers, configuration);
    }
    return configuration;
  }

  private TrainingConfig with(String option, String setting, TrainingConfig configuration) {
    try {
      return Settings.of(setting).apply(option, configuration);
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
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
    result.growth().ifPresent(growth -> GrowthLines.tell(growth, output));
    output.say(
        "Model of epoch %d written to %s; open %s",
        result.bestEpoch(), out, out.resolve(Report.NAME));
  }
}
