package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;
import java.util.function.Supplier;

/**
 * Says that a run diverged. Immutable.
 *
 * @param learningRate the present one
 * @param remedy a sentence on where to go on from; empty if there is no such place
 */
record Divergence(double learningRate, Supplier<String> remedy) {
  /** Returns what to throw for a loss in a step of an epoch. */
  InputException at(int epoch, int step, double loss, String culprit) {
    return failure("The loss is %s in step %d of epoch %d".formatted(loss, step, epoch), culprit);
  }

  /**
   * Returns what to throw for what was found after a step of an epoch.
   *
   * @param finding a clause, such as "A weight is not finite"
   */
  InputException after(int epoch, int step, String finding, String culprit) {
    return failure("%s after step %d of epoch %d".formatted(finding, step, epoch), culprit);
  }

  private InputException failure(String what, String culprit) {
    return new InputException(
        ("%s; it comes from %s. Lower training.learning_rate (now %s) or look for extreme numbers in"
                + " the features.%s")
            .formatted(what, culprit, learningRate, remedy.get()));
  }
}
