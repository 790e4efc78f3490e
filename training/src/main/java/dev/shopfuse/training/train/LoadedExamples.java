package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.sample.KnownTargets;
import dev.shopfuse.training.sample.TrainingExample;
import java.util.List;

/**
 * Examples in memory with what is known of their users.
 *
 * @param examples a random-access list
 * @param known what each user visited and was shown
 * @param users what each user did before
 * @param firstNumber the number of the first example among those of all shards
 */
record LoadedExamples(
    List<TrainingExample> examples, KnownTargets known, UserPasts users, int firstNumber) {}
