package dev.shopfuse.training.statistics;

/**
 * How one ranker differs from another on the same users. Immutable.
 *
 * @param users how many users
 * @param difference mean of the ranker minus mean of the reference
 * @param lift that difference divided by the mean of the reference; not a number where that is 0
 */
public record Comparison(int users, Interval difference, Interval lift) {}
