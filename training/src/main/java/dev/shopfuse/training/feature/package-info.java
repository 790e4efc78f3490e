/**
 * Feature contracts fitted to visit tables.
 *
 * <p>{@link FeatureFile} reads {@code features.yaml} into definitions, {@link ContractFitter} fits
 * vocabularies, boundaries and scales to the train split, {@link EncodedTables} encodes items,
 * shops and users with the encoders of the device. May depend on {@code table}, the YAML reader of
 * {@code config} and the SDK.
 */
package dev.shopfuse.training.feature;
