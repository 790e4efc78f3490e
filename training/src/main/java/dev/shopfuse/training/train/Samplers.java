package dev.shopfuse.training.train;

import dev.shopfuse.training.config.NegativesConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.sample.NegativeSampler;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.ShownNegatives;
import java.util.Arrays;

/** The negative samplers of a configuration, one seed each. */
public final class Samplers {
  private static final long ITEM_SEED = 1;
  private static final long SHOP_SEED = 2;
  private static final long SHOWN_ITEM_SEED = 3;
  private static final long SHOWN_SHOP_SEED = 4;
  private static final long EVALUATION_SEED = 20_251_125;

  private Samplers() {}

  static NegativeSampler shops(TrainingConfig config, SampleSet samples) {
    return sampler(config.negatives(), samples.shopCounts(), seed(config, SHOP_SEED));
  }

  static ShownNegatives shownShops(TrainingConfig config) {
    return new ShownNegatives(config.negatives().impressionShare(), seed(config, SHOWN_SHOP_SEED));
  }

  static ShownNegatives shownItems(TrainingConfig config) {
    return new ShownNegatives(config.negatives().impressionShare(), seed(config, SHOWN_ITEM_SEED));
  }

  static NegativeSampler items(TrainingConfig config, SampleSet samples) {
    return sampler(config.negatives(), samples.itemCounts(), seed(config, ITEM_SEED));
  }

  /**
   * Returns the evaluator that belongs to a configuration: log loss and calibration beside as many
   * negatives as {@code negatives.shops} says, drawn by the shares of training, but always the same
   * ones and for each user, and none of them by impressions or shared by a batch.
   */
  public static Evaluator evaluator(TrainingConfig config, SampleSet samples) {
    NegativesConfig negatives = config.negatives();
    return new Evaluator(
        sampler(negatives, samples.shopCounts(), EVALUATION_SEED), negatives.shops());
  }

  /**
   * Returns what losses that compare candidates subtract from a shop's logit, by catalogue index:
   * the logarithm of how often it is expected among the candidates of an example; empty if the loss
   * needs none. Shared candidates are drawn shops and the shops other examples visited (Yang et al.
   * 2020, mixed negative sampling). Impressions are not counted: a user's own are no draw from all
   * shops.
   */
  static float[] corrections(TrainingConfig config, SampleSet samples) {
    double strength = config.loss().popularityCorrection();
    if (!config.loss().shop().comparesCandidates() || strength == 0) {
      return new float[0];
    }
    NegativesConfig negatives = config.negatives();
    long[] counts = samples.shopCounts();
    double[] drawn = shops(config, samples).probabilities();
    double visited =
        negatives.shared()
            ? (double) config.training().batchSize() / Arrays.stream(counts).sum()
            : 0;
    double[] expected = new double[counts.length];
    for (int shop = 0; shop < counts.length; shop++) {
      expected[shop] = negatives.shops() * drawn[shop] + visited * counts[shop];
    }
    // A shop that is never drawn may still have been shown; it counts as the rarest drawn one.
    double least = Arrays.stream(expected).filter(some -> some > 0).min().orElse(1);
    float[] corrections = new float[counts.length];
    for (int shop = 0; shop < counts.length; shop++) {
      corrections[shop] = (float) (strength * Math.log(Math.max(expected[shop], least)));
    }
    return corrections;
  }

  private static long seed(TrainingConfig config, long purpose) {
    return config.training().seed() * 31 + purpose;
  }

  private static NegativeSampler sampler(NegativesConfig config, long[] counts, long seed) {
    return NegativeSampler.of(counts, config.popularityShare(), config.popularityPower(), seed);
  }
}
