package dev.shopfuse.training.train;

import java.io.Serializable;

/**
 * How a share of a round went. Immutable.
 *
 * @param share number of the share, from 0
 * @param steps steps it took
 * @param examples examples of these steps
 * @param losses sum of the losses of the steps
 * @param problem what made the last loss no number or very large, and that step was not taken;
 *     empty if all is well
 */
public record ShareReport(int share, int steps, int examples, double losses, String problem)
    implements Serializable {}
