package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.CaseRequests;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.ScoreFile;
import dev.shopfuse.training.evaluate.SdkScorer;
import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.evaluate.UserProfiles;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.EpochJson;
import dev.shopfuse.training.train.Samplers;
import dev.shopfuse.training.train.TrainingInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model, or a bundle through the SDK, on held-out shop visits. */
@Command(
    name = "evaluate",
    description = "Ranks all shops for users with held-out shop visits and measures the ranking.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Mixin private DataOptions data;

  @Option(
      names = "--split",
      defaultValue = "tune",
      paramLabel = "SPLIT",
      description = "tune or test; default: ${DEFAULT-VALUE}.")
  private Split split;

  @Mixin private TrustOptions trust;

  @Option(
      names = "--scores",
      paramLabel = "FILE",
      description = "Write held-out shops and all scores too, one JSON object a user.")
  private @Nullable Path scores;

  @Mixin private Output output;

  /** What is measured. */
  static final class Subject {
    @Option(names = "--model", paramLabel = "MODEL", description = "A model directory: DL4J.")
    private @Nullable Path model;

    @Option(
        names = "--bundle",
        paramLabel = "FILE",
        description = "A bundle: the SDK and ONNX Runtime, as on a device.")
    private @Nullable Path bundle;
  }

  @Override
  public Integer call() throws Exception {
    Metrics metrics =
        subject.model != null
            ? ofModel(subject.model)
            : ofBundle(Objects.requireNonNull(subject.bundle));
    ObjectNode result = new JsonMapper().createObjectNode();
    EpochJson.putMetrics(result.put("split", split.label()), metrics);
    output.result(result);
    output.say("%s split, %,d users, all shops ranked", split.label(), metrics.cases());
    metrics.values().forEach((name, value) -> output.say("  %-12s %.4f", name, value));
    return 0;
  }

  private Metrics ofModel(Path directory) throws IOException {
    FusedModel model = ModelDirectory.load(directory);
    TrainingConfig config = model.config();
    try (ProgressDisplay bars = output.progress();
        VisitTables tables = data.open(config, output, bars)) {
      TrainingInput input =
          TrainingInput.loadFor(
              tables, model.contract(), model.items(), model.shops(), bars.steps("Making samples"));
      UserPasts users =
          new UserPasts(model.contexts(), input.users(), input.samples().sequences(split));
      return evaluate(new ModelScorer(model, users), config, input, bars);
    }
  }

  private Metrics ofBundle(Path file) throws Exception {
    Bundle bundle = Bundle.open(file.toFile(), trust.trust());
    TrainingConfig config = config(file, bundle);
    try (ProgressDisplay bars = output.progress();
        ShopRanker ranker = ShopRanker.open(bundle);
        VisitTables tables = data.open(config, output, bars)) {
      TrainingInput input =
          TrainingInput.loadFor(
              tables,
              bundle.contract(),
              bundle.items(),
              bundle.shops(),
              bars.steps("Making samples"));
      CaseRequests requests =
          new CaseRequests(
              UserProfiles.of(tables),
              input.samples().sequences(split),
              bundle.items().ids(),
              bundle.shops().ids());
      return evaluate(new SdkScorer(ranker, requests), config, input, bars);
    }
  }

  /** The bundle's provenance holds the configuration, so both ways draw the same negatives. */
  private static TrainingConfig config(Path file, Bundle bundle) {
    String config = bundle.manifest().provenance().get("config");
    if (config == null) {
      throw new InputException(
          file + " carries no training configuration; export it with shopfuse export.");
    }
    return TrainingConfig.parse("the bundle's configuration", config);
  }

  private Metrics evaluate(
      ShopScorer scorer, TrainingConfig config, TrainingInput input, ProgressDisplay bars)
      throws IOException {
    SampleSet samples = input.samples();
    List<String> shopIds = input.shops().ids();
    List<EvaluationCase> cases = samples.cases(split);
    if (cases.isEmpty()) {
      throw new InputException(
          "%s has no user with a held-out shop in the %s split; choose another --split."
              .formatted(data.folder(), split.label().toLowerCase(Locale.ROOT)));
    }
    Evaluator evaluator = Samplers.evaluator(config, samples);
    IntConsumer progress = bars.counting("Evaluating", cases.size());
    if (scores == null) {
      return evaluator.evaluate(scorer, cases, progress);
    }
    List<String> userIds = samples.sequences(split).userIds();
    try (ScoreFile recorded = new ScoreFile(scorer, userIds, shopIds, scores)) {
      Metrics metrics = evaluator.evaluate(recorded, cases, progress);
      recorded.finish();
      return metrics;
    }
  }
}
