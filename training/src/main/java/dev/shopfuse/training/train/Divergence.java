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

  /** Returns what to throw for weights that are not finite after a step of an epoch. */
  InputException after(int epoch, int step, String culprit) {
    return failure(
        "A weight is not finite after step %d of epoch %d".formatted(step, epoch), culprit);
  }

  private InputException failure(String what, String culprit) {
    return new InputException(
        ("%s; it comes from %s. Lower training.learning_rate (now %s) or look for extreme numbers in"
                + " the features.%s")
            .formatted(what, culprit, learningRate, remedy.get()));
  }
}
