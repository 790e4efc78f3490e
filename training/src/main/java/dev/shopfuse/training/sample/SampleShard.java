package dev.shopfuse.training.sample;

import java.util.List;

/**
 * The users of one shard, with indices of their own from 0. Immutable.
 *
 * @param sequences their train visits
 * @param examples by user and then by place in the user's life; a random-access list, kept as is
 * @param known what each user visited and was shown
 */
public record SampleShard(
    VisitSequences sequences, List<TrainingExample> examples, KnownTargets known) {}
