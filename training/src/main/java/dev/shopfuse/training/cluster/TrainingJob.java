package dev.shopfuse.training.cluster;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.CheckpointSettings;
import java.nio.file.Path;

/**
 * A model to train from sample shards. Immutable.
 *
 * @param samples folder of sample shards
 * @param config the settings
 * @param model directory to write
 * @param checkpoints where the run can be picked up again
 */
public record TrainingJob(
    Path samples, TrainingConfig config, Path model, CheckpointSettings checkpoints) {}
