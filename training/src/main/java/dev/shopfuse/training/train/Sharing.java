package dev.shopfuse.training.train;

/**
 * How a run is shared out, and by whom. Immutable.
 *
 * @param settings how many shares, and how long a round is
 * @param runner has them trained
 */
public record Sharing(RoundSettings settings, RoundRunner runner) {}
