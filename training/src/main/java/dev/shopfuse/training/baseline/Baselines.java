package dev.shopfuse.training.baseline;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.TextDigest;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.Samplers;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains and measures baselines on one set of visit tables, which must stay open. Epochs and
 * settings are always chosen on tune, whatever split is reported. Not thread-safe.
 */
public final class Baselines {
  private final VisitTables tables;
  private final TrainingConfig config;
  private final TrainingInput input;
  private final Split split;
  private final BaselineResults results;
  private final Evaluator evaluator;
  private final TunedRankers tuned;
  private final Map<String, FeatureContract> contracts = new HashMap<>();

  /**
   * Prepares measuring.
   *
   * @param config the fused model's configuration; each network changes what sets it apart and
   *     nothing else
   * @param input what the fused model learns from
   * @param split the split that is reported
   * @param results what is known already, and where new runs are kept
   * @throws InputException if nobody can be evaluated on tune or on the split
   */
  public Baselines(
      VisitTables tables,
      TrainingConfig config,
      TrainingInput input,
      Split split,
      BaselineResults results) {
    this.tables = tables;
    this.config = config;
    this.input = input;
    this.split = split;
    this.results = results;
    this.evaluator = Samplers.evaluator(config, input.samples());
    this.tuned = new TunedRankers(input.samples(), evaluator, config.training().monitor().metric());
    requireCases(Split.TUNE, "epochs are chosen there");
    requireCases(split, "the table is about them");
  }

  private void requireCases(Split needed, String reason) {
    if (input.samples().cases(needed).isEmpty()) {
      throw new InputException(
          "No user has a held-out shop in the %s split, but %s; see the split column of the visits."
              .formatted(needed.label(), reason));
    }
  }

  /** Hears how the measuring goes on. */
  public interface Listener {
    /** Called before a baseline is trained or measured with a seed; returns who hears its run. */
    TrainingListener onStart(Baseline baseline, long seed);

    /** Called when a baseline was measured with a seed, or its result was known already. */
    default void onRun(Baseline baseline, BaselineRun run, boolean known) {}
  }

  /** Returns why the configuration cannot be trained as this baseline; empty if it can. */
  public Optional<String> obstacle(Baseline baseline) {
    try {
      if (baseline.isNetwork()) {
        TrainingConfig variant = baseline.configuration(config);
        FusedModel.requireTrainable(variant, contract(baseline, variant));
      }
      return Optional.empty();
    } catch (InputException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Measures baselines; those with a seed once for each.
   *
   * @throws InputException if the configuration cannot be trained as one of them, or a run
   *     diverges; it says which
   */
  public BaselineTable measure(List<Baseline> baselines, List<Long> seeds, Listener listener) {
    List<BaselineTable.Row> rows = new ArrayList<>();
    for (Baseline baseline : baselines) {
      List<BaselineRun> runs = new ArrayList<>();
      for (long seed : baseline.hasSeed() ? seeds : seeds.subList(0, 1)) {
        runs.add(run(baseline, seed, listener));
      }
      rows.add(new BaselineTable.Row(baseline, runs));
    }
    return new BaselineTable(split, shopVisits(), rows);
  }

  /** Measures a model that is trained already on this split, as a row of the table. */
  public BaselineTable.Row measure(Baseline baseline, FusedModel model) {
    long start = System.nanoTime();
    Evaluation evaluation = evaluate(scorer(model, input, split), split);
    long seed = model.config().training().seed();
    return new BaselineTable.Row(baseline, List.of(run(seed, evaluation, start)));
  }

  private BaselineRun run(Baseline baseline, long seed, Listener listener) {
    TrainingConfig variant = baseline.configuration(config);
    String digest = digest(baseline, variant);
    Optional<BaselineRun> known = results.find(digest, seed);
    if (known.isPresent()) {
      listener.onRun(baseline, known.get(), true);
      return known.get();
    }
    results.requireUnchanged();
    TrainingListener progress = listener.onStart(baseline, seed);
    long start = System.nanoTime();
    BaselineRun run = run(seed, evaluation(baseline, variant, seed, progress), start);
    results.add(digest, baseline, run);
    listener.onRun(baseline, run, false);
    return run;
  }

  /** Says which row failed: runs repeat, so the same one would end the table again. */
  private Evaluation evaluation(
      Baseline baseline, TrainingConfig variant, long seed, TrainingListener progress) {
    try {
      return evaluate(ranker(baseline, variant, seed, progress), split);
    } catch (InputException e) {
      String otherSettings =
          baseline.isNetwork()
              ? ", or give it other settings with --row %s=FILE".formatted(baseline.label())
              : "";
      throw new InputException(
          "Row %s, seed %d: %s Leave the row out with --rows, and choose another --reference if it is that%s; finished runs are kept."
              .formatted(baseline.label(), seed, e.getMessage(), otherSettings),
          e);
    }
  }

  private static BaselineRun run(long seed, Evaluation evaluation, long startNanos) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return new BaselineRun(seed, evaluation.metrics(), evaluation.ranks(), seconds);
  }

  private ShopScorer ranker(
      Baseline baseline, TrainingConfig variant, long seed, TrainingListener progress) {
    return switch (baseline.kind()) {
      case POPULARITY -> new Popularity(input.samples());
      case ITEM_TO_SHOP ->
          ItemToShop.of(
              tables,
              input.items(),
              input.shops(),
              input.samples(),
              input.samples().sequences(split));
      case SHOP_KNN -> tuned.neighbours(false, split);
      case ITEM_KNN -> tuned.neighbours(true, split);
      case MATRIX_FACTORISATION -> tuned.factors(seed);
      case NETWORK, NETWORK_WITHOUT_ITEMS -> train(baseline, variant.withSeed(seed), progress);
    };
  }

  private ShopScorer train(Baseline baseline, TrainingConfig variant, TrainingListener progress) {
    TrainingInput own =
        TrainingInput.load(tables, variant, features(baseline, variant), input.samples());
    FusedModel trained = new Trainer(variant, own, progress).train().model();
    // Beside the negatives that all rows are measured beside, which its own settings may not have.
    Evaluation tune = evaluate(scorer(trained, own, Split.TUNE), Split.TUNE);
    return scorer(Calibrator.calibrate(trained, tune), own, split);
  }

  private ShopScorer scorer(FusedModel model, TrainingInput own, Split of) {
    return new ModelScorer(
        model, new UserPasts(model.contexts(), own.users(), input.samples().sequences(of)));
  }

  private FeatureFile features(Baseline baseline, TrainingConfig variant) {
    return baseline.features(TrainingInput.features(tables, variant));
  }

  private Evaluation evaluate(ShopScorer scorer, Split of) {
    return evaluator.measure(scorer, input.samples().cases(of), done -> {});
  }

  private List<Integer> shopVisits() {
    return input.samples().cases(split).stream().map(EvaluationCase::shopCount).toList();
  }

  /** Many rows see the same features, and fitting them reads the tables. */
  private FeatureContract contract(Baseline baseline, TrainingConfig variant) {
    FeatureFile features = features(baseline, variant);
    String key =
        "%s %b %s %s"
            .formatted(
                features.definitions(),
                variant.hasItemTower(),
                variant.model().itemSamples(),
                variant.model().embeddingWidth());
    return contracts.computeIfAbsent(
        key, absent -> TrainingInput.contract(tables, variant, features));
  }

  /** Names all that a run depends on besides its seed. */
  private String digest(Baseline baseline, TrainingConfig variant) {
    String kind = baseline.isNetwork() ? "network" : baseline.label();
    String all =
        String.join(
            "\n",
            TrainingVersion.current(),
            kind,
            split.label(),
            input.samples().digest(),
            variant.withSeed(0).toYaml(),
            // What every row's probabilities are measured beside.
            config.negatives().toString(),
            features(baseline, variant).definitions().toString());
    return TextDigest.sha256(all);
  }
}
