package dev.shopfuse.training.config;

import dev.shopfuse.training.InputException;

/**
 * How gradients become steps: section {@code optimizer}. Immutable.
 *
 * @param towers the optimiser of the towers
 * @param tables the optimiser of the embedding tables
 * @param catchUp whether lazy Adam makes up for the steps a row was not touched in, so that its
 *     moments fade as if it had been
 * @param tableRate step size of the tables, as a multiple of {@code training.learning_rate}
 * @param weightDecay decoupled decay of the towers' weights; 0 for none
 * @param clipNorm the longest gradient of a layer, longer ones are shortened to it; 0 for no limit
 * @param warmUpSteps steps in which the rate climbs to the full one
 * @param decaySteps steps in which the rate then falls to 0; 0 for a constant rate
 */
public record OptimizerConfig(
    TowerOptimizer towers,
    TableOptimizer tables,
    boolean catchUp,
    double tableRate,
    double weightDecay,
    double clipNorm,
    int warmUpSteps,
    int decaySteps) {

  /** Refuses to catch up without lazy Adam: no other optimiser has moments that fade. */
  public OptimizerConfig {
    if (catchUp && tables != TableOptimizer.LAZY_ADAM) {
      throw new InputException(
          "optimizer.catch_up is true with optimizer.tables \"%s\", which has no moments to fade; choose tables \"lazy_adam\", or catch_up false."
              .formatted(Labels.of(tables)));
    }
  }

  /** Returns after how many steps the rate is 0; more than any run takes if it stays constant. */
  public long stepsToZero() {
    return decaySteps == 0 ? Long.MAX_VALUE : (long) warmUpSteps + decaySteps;
  }

  static OptimizerConfig read(ConfigSection section) {
    OptimizerConfig config =
        new OptimizerConfig(
            section.choice("towers", TowerOptimizer.ADAM),
            section.choice("tables", TableOptimizer.LAZY_ADAM),
            section.flag("catch_up", false),
            section.number("table_rate", 1, 1e-6, 1e6),
            section.number("weight_decay", 0, 0, 10),
            section.number("clip_norm", 0, 0, 1e9),
            section.integer("warm_up_steps", 0, 0, Integer.MAX_VALUE),
            section.integer("decay_steps", 0, 0, Integer.MAX_VALUE));
    section.refuseUnknownKeys();
    return config;
  }
}
