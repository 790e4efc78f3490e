package dev.shopfuse.training.train;

import dev.shopfuse.training.config.NegativesConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;

/** The negative samplers of a configuration, one seed each. */
public final class Samplers {
  private static final long ITEM_SEED = 1;
  private static final long SHOP_SEED = 2;
  private static final long EVALUATION_SEED = 20_251_125;

  private Samplers() {}

  static NegativeSampler shops(TrainingConfig config, SampleSet samples) {
    return sampler(config.negatives(), samples.shopCounts(), seed(config, SHOP_SEED));
  }

  static NegativeSampler items(TrainingConfig config, SampleSet samples) {
    return sampler(config.negatives(), samples.itemCounts(), seed(config, ITEM_SEED));
  }

  /**
   * Returns the evaluator that belongs to a configuration: log loss and calibration on negatives
   * drawn as in training, but always the same ones.
   */
  public static Evaluator evaluator(TrainingConfig config, SampleSet samples) {
    NegativesConfig negatives = config.negatives();
    return new Evaluator(
        sampler(negatives, samples.shopCounts(), EVALUATION_SEED), negatives.shops());
  }

  private static long seed(TrainingConfig config, long purpose) {
    return config.training().seed() * 31 + purpose;
  }

  private static NegativeSampler sampler(NegativesConfig config, long[] counts, long seed) {
    return NegativeSampler.of(counts, config.popularityShare(), config.popularityPower(), seed);
  }
}
