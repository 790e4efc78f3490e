package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineJson;
import dev.shopfuse.training.baseline.BaselineResults;
import dev.shopfuse.training.baseline.BaselineRun;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.baseline.Baselines;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.report.Report;
import dev.shopfuse.training.report.Stages;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains and measures the baselines. */
@Command(
    name = "baselines",
    description = {
      "Trains and measures what the fused model has to beat, over several seeds, and compares all",
      "rows with one of them. An interrupted table goes on where it stopped.",
      "Rows: popularity, item_to_shop, shop_knn, item_knn, matrix_factorisation, shop_only,",
      "histories, shared, plain, scaled, projected, gated, attention, shop_to_item, both, fused,",
      "and those that --row adds."
    },
    mixinStandardHelpOptions = true)
final class BaselinesCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "Runs of each trained row, from the configuration's seed on; default: ${DEFAULT-VALUE}.")
  private int seeds;

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "ROW",
      description = "Rows to measure, with commas; default: all that this version can train.")
  private @Nullable List<String> rows;

  @Option(
      names = "--row",
      paramLabel = "NAME=FILE",
      description = {
        "A network with settings of its own on top of the configuration: those of FILE, lines such as",
        "loss.shop: focal, or a configuration such as best.yaml of a search. NAME is new, or that of",
        "a row of networks, which then is trained with these settings. May be given several times."
      })
  private Map<String, Path> own = new LinkedHashMap<>();

  @Option(
      names = "--reference",
      defaultValue = "shop_only",
      paramLabel = "ROW",
      description = "The row that the others are compared with; default: ${DEFAULT-VALUE}.")
  private String reference;

  @Option(
      names = "--split",
      defaultValue = "test",
      paramLabel = "SPLIT",
      description = "tune or test; the epoch is chosen on tune. Default: ${DEFAULT-VALUE}.")
  private Split split;

  @Option(
      names = "--results",
      defaultValue = "shopfuse-baselines.jsonl",
      paramLabel = "FILE",
      description = "Keeps each finished run, to go on later; default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the table as a page too.")
  private @Nullable Path report;

  @Mixin private Output output;

  private final List<BaselineTable.LeftOut> leftOut = new ArrayList<>();

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new InputException("--seeds is %d; give 1 or more.".formatted(seeds));
    }
    List<Baseline> all = all();
    Baseline against = Baseline.of(reference, all);
    TrainingConfig configuration = config.read();
    BaselineResults kept = BaselineResults.in(results);
    Stages stages = new Stages();
    try (ProgressDisplay bars = output.progress();
        VisitTables tables =
            stages.time("reading tables", () -> data.open(configuration, output, bars))) {
      TrainingInput input =
          stages.time(
              "making samples and features",
              () -> TrainingInput.load(tables, configuration, bars.steps("Making samples")));
      Baselines baselines = new Baselines(tables, configuration, input, split, kept);
      List<Baseline> wanted = wanted(baselines, all, against);
      wanted.stream()
          .filter(Baseline::isNetwork)
          .map(row -> row.configuration(configuration))
          .filter(row -> row.negatives().impressionShare() > 0)
          .findFirst()
          .ifPresent(row -> data.warnWithoutImpressions(input.samples(), row, output));
      BaselineTable table =
          baselines
              .measure(wanted, seeds(configuration), new RunLines(bars, output))
              .withLeftOut(leftOut);
      BaselineComparison comparison = new BaselineComparison(table, against);
      tell(comparison);
      if (report != null) {
        String title = "Baselines on " + data.folder();
        Report.ofBaselines(title, tables, input, configuration, comparison, stages).write(report);
      }
    }
    return 0;
  }

  private List<Long> seeds(TrainingConfig configuration) {
    long first = configuration.training().seed();
    return LongStream.range(first, first + seeds).boxed().toList();
  }

  private void tell(BaselineComparison comparison) {
    output.result(BaselineJson.tree(comparison));
    output.say("%n%s split, all shops ranked", split.label());
    BaselineText.print(comparison, output);
    BaselineText.printBuckets(comparison, output);
  }

  /** Returns all rows there are, those with settings of their own in the place of others. */
  private List<Baseline> all() {
    Map<String, Baseline> byLabel = new LinkedHashMap<>();
    Baseline.ALL.forEach(row -> byLabel.put(row.label(), row));
    own.forEach((name, file) -> byLabel.put(name, withSettings(name, file)));
    return List.copyOf(byLabel.values());
  }

  private static Baseline withSettings(String name, Path file) {
    try {
      Settings settings = Settings.read(file.toString(), Files.readString(file));
      return Baseline.withSettings(name, file.toString(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what is to be measured: without {@code --rows} whatever can be trained. What was asked
   * for must be trainable, and that is known before the first row is trained.
   */
  private List<Baseline> wanted(Baselines baselines, List<Baseline> all, Baseline against) {
    Set<Baseline> asked = new LinkedHashSet<>();
    if (rows != null) {
      rows.forEach(label -> asked.add(Baseline.of(label, all)));
    }
    own.keySet().forEach(name -> asked.add(Baseline.of(name, all)));
    asked.add(against);
    asked.forEach(row -> requireTrainable(baselines, row));
    return all.stream()
        .filter(row -> asked.contains(row) || (rows == null && canTrain(baselines, row)))
        .toList();
  }

  private void requireTrainable(Baselines baselines, Baseline row) {
    baselines
        .obstacle(row)
        .ifPresent(
            reason -> {
              throw new InputException(
                  "Row %s cannot be trained here: %s%s"
                      .formatted(
                          row.label(),
                          reason,
                          row.label().equals(reference)
                              ? " To compare with another row, give --reference."
                              : ""));
            });
  }

  private boolean canTrain(Baselines baselines, Baseline row) {
    Optional<String> obstacle = baselines.obstacle(row);
    obstacle.ifPresent(
        reason -> {
          output.warn("Left out %s: %s", row.label(), reason);
          leftOut.add(new BaselineTable.LeftOut(row, reason));
        });
    return obstacle.isEmpty();
  }

  /** Tells of each run on a line. */
  private record RunLines(ProgressDisplay bars, Output output) implements Baselines.Listener {
    @Override
    public TrainingListener onStart(Baseline baseline, long seed) {
      return bars.training(baseline.label() + ", seed " + seed);
    }

    @Override
    public void onRun(Baseline baseline, BaselineRun run, boolean known) {
      bars.close();
      output.say(
          "  %-21s seed %2d  ndcg@20 %.4f  %s",
          baseline.label(),
          run.seed(),
          run.metrics().value("ndcg@20"),
          known ? "known" : "%.0f s".formatted(run.seconds()));
    }
  }
}
