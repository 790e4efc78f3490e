package dev.shopfuse.training.train;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.sample.SampleSet;

/**
 * Everything a run learns from. Immutable.
 *
 * @param contract the fitted features
 * @param items the items with their features
 * @param shops the shops with their features
 * @param users one encoded row a user, in the order of the samples' users
 * @param samples examples, sequences and held-out shops
 */
public record TrainingInput(
    FeatureContract contract,
    Catalogue items,
    Catalogue shops,
    EncodedFeatures users,
    SampleSet samples) {}
