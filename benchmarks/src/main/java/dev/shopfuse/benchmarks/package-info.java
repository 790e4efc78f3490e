/**
 * Speed against peers. A comparison is between benchmarks of one class, run together by {@code
 * benchmarks/run PATTERN}: only ratios within one run mean anything.
 *
 * <p>{@link dev.shopfuse.benchmarks.BenchmarkMarket} makes models of any size without training.
 * Nothing else may depend on this package; it may depend on what an application could: the public
 * types of {@code export}, {@code training} and the SDK.
 */
package dev.shopfuse.benchmarks;
