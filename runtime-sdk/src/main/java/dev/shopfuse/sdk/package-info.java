/**
 * Ranks shops offline, from one bundle, with no network.
 *
 * <p>Start at {@link dev.shopfuse.sdk.ShopRanker}: open it with a bundle, give it a {@link
 * dev.shopfuse.sdk.RankRequest}, read the {@link dev.shopfuse.sdk.Ranking}.
 *
 * <p>ONNX Runtime computes the scores. The app brings it: {@code
 * com.microsoft.onnxruntime:onnxruntime} on a JVM, {@code onnxruntime-android} on a phone, 1.20 or
 * newer. Its native library is loaded when the first ranker is opened, after the bundle has passed
 * every check that needs no native code.
 *
 * <p>Depends on {@code dev.shopfuse.sdk.bundle}, {@code dev.shopfuse.sdk.feature} and {@code
 * dev.shopfuse.sdk.internal}.
 */
package dev.shopfuse.sdk;
