/**
 * The feature contract: how raw values become table rows and numbers, the same on both sides.
 *
 * <p>Training and device run these very classes, so what a model is trained on is what it is
 * served. Start at {@link dev.shopfuse.sdk.feature.FeatureContract}, which lists the features; a
 * {@link dev.shopfuse.sdk.feature.Catalogue} holds the encoded items or shops; a {@link
 * dev.shopfuse.sdk.feature.ContextEncoder} turns one user's past into a {@link
 * dev.shopfuse.sdk.feature.UserContext}.
 *
 * <p>Two rules hold everywhere. Row 0 of every table, and target 0 of every catalogue, is
 * "unknown". Row 1, and target 1, is "none": no visit, no value, padding. Values start at 2.
 *
 * <p>Depends on {@code dev.shopfuse.sdk.internal} only.
 */
package dev.shopfuse.sdk.feature;
