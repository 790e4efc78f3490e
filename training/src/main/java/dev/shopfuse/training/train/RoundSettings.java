package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;

/**
 * How a run is shared out. Both numbers decide the weights; who computes which share, and how
 * often, does not. Immutable.
 *
 * @param shares how many models are trained side by side and merged
 * @param steps how many steps each takes between two merges
 */
public record RoundSettings(int shares, int steps) {
  /** Refuses nothing to do. */
  public RoundSettings {
    if (shares < 1 || steps < 1) {
      throw new InputException(
          "%d tasks with rounds of %d steps cannot train; both must be at least 1"
              .formatted(shares, steps));
    }
  }
}
