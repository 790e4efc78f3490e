package dev.shopfuse.training.baseline;

import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.config.SuperpositionConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.sample.VisitSequences;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Samplers;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains and measures baselines on one set of visit tables, which must stay open. The epoch is
 * always chosen on tune, whatever split is reported. Not thread-safe.
 */
public final class Baselines {
  private final VisitTables tables;
  private final TrainingConfig config;
  private final TrainingInput input;
  private final Split split;

  /**
   * Prepares measuring.
   *
   * @param config the fused model's configuration; variants change what sets them apart and nothing
   *     else
   * @param input what the fused model learns from
   * @param split the split that is reported
   */
  public Baselines(VisitTables tables, TrainingConfig config, TrainingInput input, Split split) {
    this.tables = tables;
    this.config = config;
    this.input = input;
    this.split = split;
  }

  /** Hears how the measuring goes on. */
  public interface Listener {
    /** Called before a baseline is trained or measured with a seed; returns who hears its run. */
    TrainingListener onStart(Baseline baseline, long seed);
  }

  /** Measures baselines; trained ones once a seed. */
  public BaselineTable measure(List<Baseline> baselines, List<Long> seeds, Listener listener) {
    List<BaselineTable.Row> rows = new ArrayList<>();
    for (Baseline baseline : baselines) {
      List<Long> used = baseline.isTrained() ? seeds : seeds.subList(0, 1);
      List<Metrics> metrics = new ArrayList<>();
      for (long seed : used) {
        metrics.add(measure(baseline, seed, listener.onStart(baseline, seed)));
      }
      rows.add(new BaselineTable.Row(baseline, metrics));
    }
    return new BaselineTable(split.label(), rows);
  }

  /** Measures a model that is trained already on this split. */
  public Metrics measure(FusedModel model) {
    return evaluate(
        new ModelScorer(model, new UserPasts(model.contexts(), input.users(), sequences())));
  }

  private Metrics measure(Baseline baseline, long seed, TrainingListener listener) {
    return switch (baseline) {
      case POPULARITY -> evaluate(new Popularity(input.samples()));
      case ITEM_TO_SHOP ->
          evaluate(
              ItemToShop.of(tables, input.items(), input.shops(), input.samples(), sequences()));
      case SHOP_ONLY, SHARED, FUSED -> train(baseline, seed, listener);
    };
  }

  private Metrics train(Baseline baseline, long seed, TrainingListener listener) {
    TrainingConfig variant = variant(config, baseline).withSeed(seed);
    TrainingInput own = baseline == Baseline.SHOP_ONLY ? withoutItems(variant) : input;
    FusedModel model = new Trainer(variant, own, listener).train().model();
    return evaluate(
        new ModelScorer(model, new UserPasts(model.contexts(), own.users(), sequences())));
  }

  /** Returns the configuration of a trained baseline. */
  static TrainingConfig variant(TrainingConfig config, Baseline baseline) {
    ModelConfig model = config.model();
    SuperpositionConfig none = SuperpositionConfig.plain(Direction.NONE);
    return switch (baseline) {
      case SHOP_ONLY -> config.with(config.loss().withItemWeight(0), model.withSuperposition(none));
      case SHARED -> config.with(model.withSuperposition(none));
      case FUSED ->
          config.with(model.withSuperposition(SuperpositionConfig.plain(Direction.ITEM_TO_SHOP)));
      case POPULARITY, ITEM_TO_SHOP ->
          throw new IllegalArgumentException(baseline.label() + " is not trained.");
    };
  }

  private TrainingInput withoutItems(TrainingConfig variant) {
    FeatureFile features = ShopOnlyFeatures.of(TrainingInput.features(tables, config));
    return TrainingInput.load(tables, variant, features, input.samples());
  }

  private Metrics evaluate(ShopScorer scorer) {
    List<EvaluationCase> cases = input.samples().cases(split);
    return Samplers.evaluator(config, input.samples()).evaluate(scorer, cases);
  }

  private VisitSequences sequences() {
    return input.samples().sequences(split);
  }
}
