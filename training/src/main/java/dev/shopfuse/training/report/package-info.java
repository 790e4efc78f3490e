/**
 * {@code report.html}: one file that opens offline and says what was trained, how good it is, how
 * sure that is, and what cannot be concluded.
 *
 * <p>Start at {@link dev.shopfuse.training.report.Report}. The page is a Mustache template; plots
 * are drawn by Chart.js, which stands in the page itself, and every figure of a plot stands in a
 * table too. May depend on baseline, on train and on everything below them.
 */
package dev.shopfuse.training.report;
