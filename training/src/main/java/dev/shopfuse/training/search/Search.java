package dev.shopfuse.training.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.AtomicFile;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.TextDigest;
import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.config.Settings;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingStoppedException;
import dev.shopfuse.training.train.TrainingVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Random search over a declared space (Bergstra and Bengio, 2012), judged by the tune metric of the
 * configuration, bad trials stopped by the {@link MedianRule}. Not thread-safe.
 *
 * <p>In its folder lie {@code trials.jsonl}, which holds every trial, and {@code best.yaml}, the
 * best configuration so far. A search that was interrupted goes on with the trial that was under
 * way. Trials depend on seed and number alone, early stopping on the trials before: the same search
 * gives the same table, but for the seconds.
 */
public final class Search {
  private static final int FIRST_DRAWS = 20;

  private final VisitTables tables;
  private final Baseline row;
  private final TrainingConfig base;
  private final SampleSet samples;
  private final SearchSpace space;
  private final Path folder;
  private final TrialFile trials;

  /** Hears how a search goes on. */
  public interface Listener {
    /** Called before a trial; returns who hears its run. */
    TrainingListener onStart(int number);

    /** Called after a trial. */
    void onTrial(Trial trial);
  }

  /**
   * Opens or starts a search.
   *
   * @param tables must stay open meanwhile
   * @param row what is trained; {@link Baseline#FUSED} is the configuration as it stands
   * @param base what the space does not vary, and the seed of draws and runs
   * @param folder is created if absent
   * @throws InputException if the folder holds another search, nothing that is drawn is a
   *     configuration, the features cannot be used, or there is no tune split to judge by
   */
  public Search(
      VisitTables tables,
      Baseline row,
      TrainingConfig base,
      SampleSet samples,
      SearchSpace space,
      Path folder) {
    this.tables = tables;
    this.row = row;
    this.base = base;
    this.samples = samples;
    this.space = space;
    this.folder = folder;
    if (samples.cases(Split.TUNE).isEmpty()) {
      throw new InputException(
          "No user has a held-out shop in the tune split, so trials cannot be judged.");
    }
    requireNetwork();
    requireDrawable();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileProblem.unwritable(folder, e);
    }
    trials = new TrialFile(folder.resolve("trials.jsonl"), identity());
  }

  private void requireNetwork() {
    if (!row.isNetwork()) {
      throw new InputException(
          "Row %s is no network and has no settings to search; give one of %s."
              .formatted(
                  row.label(),
                  Baseline.ALL.stream()
                      .filter(Baseline::isNetwork)
                      .map(Baseline::label)
                      .collect(Collectors.joining(", "))));
    }
  }

  /** Mistakes in space or features would else be kept as trials that were refused. */
  private void requireDrawable() {
    requireFree(drawn(1).values().keySet());
    for (int number = 1; number <= FIRST_DRAWS; number++) {
      try {
        TrainingConfig config = configuration(number);
        FusedModel.requireTrainable(
            config, TrainingInput.contract(tables, config, features(config)));
        return;
      } catch (InputException e) {
        if (number == FIRST_DRAWS) {
          throw e;
        }
      }
    }
  }

  private void requireFree(Set<String> searched) {
    for (Settings fixed : row.settings()) {
      for (String key : fixed.values().keySet()) {
        if (searched.contains(key)) {
          throw new InputException(
              "The space varies %s, which row %s sets itself; remove it from the space."
                  .formatted(key, row.label()));
        }
      }
    }
  }

  private TrainingConfig configuration(int number) {
    return drawn(number).then(row.changes()).apply("trial " + number, base);
  }

  private Settings drawn(int number) {
    return space.draw(base.training().seed(), number);
  }

  private FeatureFile features(TrainingConfig config) {
    return row.features(TrainingInput.features(tables, config));
  }

  /** All that the outcome of a trial depends on besides its number. */
  private ObjectNode identity() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("version", TrainingVersion.current())
        .put("row", row.label())
        .put("metric", base.training().monitor().metric())
        .put("data", samples.digest())
        .put("features", TextDigest.sha256(features(base).definitions().toString()))
        .put("space", space.describe())
        .put("configuration", base.toTree().toString());
  }

  /** Runs trials until there are {@code count} in all; returns all of them. */
  public List<Trial> run(int count, Listener listener) {
    // An earlier call may have been killed between a trial and its configuration.
    best().ifPresent(this::write);
    for (int number = trials.trials().size() + 1; number <= count; number++) {
      trials.requireUnchanged();
      Trial trial = trial(number, listener);
      trials.add(trial);
      listener.onTrial(trial);
      if (best().filter(best -> best.number() == trial.number()).isPresent()) {
        write(trial);
      }
    }
    return List.copyOf(trials.trials());
  }

  /** Returns the best trial that was not refused, if there is one. */
  public Optional<Trial> best() {
    return trials.trials().stream()
        .filter(trial -> trial.outcome() != Trial.Outcome.REFUSED)
        .max(Comparator.comparingDouble(Trial::best).thenComparing(t -> -t.number()));
  }

  private Trial trial(int number, Listener listener) {
    List<Double> curve = new ArrayList<>();
    long start = System.nanoTime();
    Trial.Outcome outcome = Trial.Outcome.FINISHED;
    String reason = "";
    try {
      run(configuration(number), curve, listener.onStart(number));
    } catch (TrainingStoppedException e) {
      outcome = Trial.Outcome.STOPPED;
    } catch (InputException e) {
      outcome = Trial.Outcome.REFUSED;
      reason = String.valueOf(e.getMessage());
    } catch (OutOfMemoryError e) {
      // Where no trial fits, memory is too small for the data, and nothing is to be kept.
      if (best().isEmpty()) {
        throw e;
      }
      outcome = Trial.Outcome.REFUSED;
      reason =
          "It does not fit in a heap of %,d MiB (%s)."
              .formatted(Runtime.getRuntime().maxMemory() >> 20, e.getMessage());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Trial(number, drawn(number), outcome, curve, seconds, reason);
  }

  private void run(TrainingConfig config, List<Double> curve, TrainingListener progress) {
    TrainingInput input = TrainingInput.load(tables, config, features(config), samples);
    Trainer[] trainer = new Trainer[1];
    trainer[0] =
        new Trainer(
            config,
            input,
            new TrainingListener() {
              @Override
              public void onStep(int epoch, int done, int total) {
                progress.onStep(epoch, done, total);
              }

              @Override
              public void onEpoch(EpochReport report) {
                progress.onEpoch(report);
                String metric = base.training().monitor().metric();
                curve.add(report.tune().orElseThrow().value(metric));
                if (MedianRule.standard().stops(curve, comparable(config))) {
                  trainer[0].requestStop();
                }
              }
            });
    trainer[0].train();
  }

  /**
   * Returns the trials that had no advantage over one at the same epoch: those whose learning rate
   * falls to 0 no sooner. The others had settled while it still moved.
   */
  private List<Trial> comparable(TrainingConfig config) {
    double end = examplesToZero(config);
    return trials.trials().stream()
        .filter(trial -> trial.outcome() == Trial.Outcome.FINISHED)
        .filter(trial -> examplesToZero(configuration(trial.number())) >= end)
        .toList();
  }

  private static double examplesToZero(TrainingConfig config) {
    return (double) config.optimizer().stepsToZero() * config.training().batchSize();
  }

  private void write(Trial best) {
    String head =
        "# Trial %d of a random search: %s %.4f on tune, epoch %d.\n%s"
            .formatted(
                best.number(),
                base.training().monitor().metric(),
                best.best(),
                best.bestEpoch(),
                row.equals(Baseline.FUSED)
                    ? ""
                    : "# For row %s: measure it with baselines --row %s=THIS_FILE.\n"
                        .formatted(row.label(), row.label()));
    try {
      String text = head + configuration(best.number()).toYaml();
      AtomicFile.write(folder.resolve("best.yaml"), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FileProblem.unwritable(folder.resolve("best.yaml"), e);
    }
  }
}
