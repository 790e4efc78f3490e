package dev.shopfuse.training.train;

import java.io.Serializable;

/**
 * A round of training: all that decides its outcome, given that the files do not change. Folders
 * are reached by whoever trains a share. Immutable.
 *
 * @param run tells runs apart; decides nothing
 * @param samples folder of sample shards
 * @param beginning folder of the model before its first step, with {@link TargetCounts}
 * @param state folder of the weights the round begins with
 * @param epoch from 1
 * @param stepsDone steps that each share has taken in this epoch
 * @param steps how many it takes now
 * @param shares how many shares the examples of the epoch are cut into
 */
public record Round(
    String run,
    String samples,
    String beginning,
    String state,
    int epoch,
    int stepsDone,
    int steps,
    int shares)
    implements Serializable {
  /** Returns the position in an epoch where a share begins; the one after the last is the end. */
  int start(int share, int examples) {
    return (int) ((long) examples * share / shares);
  }
}
