package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Metrics;
import java.util.Optional;

/**
 * What one epoch brought. Immutable.
 *
 * @param epoch the pass, from 1
 * @param loss mean loss of its steps
 * @param tune the metrics on the tune split; empty if it has no user to evaluate
 * @param best whether it is the best epoch so far
 * @param trainingSeconds time spent in steps
 * @param evaluationSeconds time spent on the tune split
 */
public record EpochReport(
    int epoch,
    double loss,
    Optional<Metrics> tune,
    boolean best,
    double trainingSeconds,
    double evaluationSeconds) {}
