package dev.shopfuse.spark.train;

import dev.shopfuse.training.train.Round;
import dev.shopfuse.training.train.ShareTrainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainers of this process that have no task at the moment: a task of the next round finds
 * model, threads and database ready. There are never more than tasks ran at once.
 *
 * <p>Owns them; an executor's end with its process, those of the driver's process with {@link
 * #close}. Thread-safe.
 */
final class ShareTrainers {
  private static final List<ShareTrainer> IDLE = new ArrayList<>();

  private ShareTrainers() {}

  /** Returns a trainer for a share, preferably the one that trained it last, for one task alone. */
  static ShareTrainer take(Round round, int share, Path scratch) {
    synchronized (IDLE) {
      closeOthers(round.run());
      if (!IDLE.isEmpty()) {
        ShareTrainer chosen =
            IDLE.stream().filter(idle -> idle.share() == share).findFirst().orElse(IDLE.get(0));
        IDLE.remove(chosen);
        return chosen;
      }
    }
    return ShareTrainer.open(round, scratch);
  }

  /** Keeps a trainer whose task has ended well. */
  static void giveBack(ShareTrainer trainer) {
    synchronized (IDLE) {
      IDLE.add(trainer);
    }
  }

  /** Closes all. */
  static void close() {
    synchronized (IDLE) {
      closeOthers("");
    }
  }

  private static void closeOthers(String run) {
    List<ShareTrainer> others =
        IDLE.stream().filter(trainer -> !trainer.run().equals(run)).toList();
    others.forEach(ShareTrainer::close);
    IDLE.removeAll(others);
  }
}
