package dev.shopfuse.export.parity;

/**
 * What storing tables in fewer bytes does to scores. Immutable.
 *
 * @param maxEngineDifference the greatest difference to the same graph with the rounded numbers in
 *     float tables: what the lookups themselves lose
 * @param maxRoundingDifference the greatest difference to the tables as trained: what rounding
 *     loses
 */
public record RoundingReport(double maxEngineDifference, double maxRoundingDifference) {}
