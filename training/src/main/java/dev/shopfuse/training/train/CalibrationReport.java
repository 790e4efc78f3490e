package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Reliability;
import dev.shopfuse.training.model.Calibration;

/**
 * What calibrating on the tune split brought. Immutable.
 *
 * @param calibration what was fitted, to all pairs
 * @param pairs how many pairs of a user and a shop
 * @param before of the scores as trained
 * @param after of calibrated scores, cross-fitted: each half of the users with what was fitted to
 *     the other half, so that nothing is measured on what it was fitted to
 */
public record CalibrationReport(
    Calibration calibration, int pairs, Reliability before, Reliability after) {}
