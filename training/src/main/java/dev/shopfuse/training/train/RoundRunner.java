package dev.shopfuse.training.train;

import dev.shopfuse.training.model.StateBlock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Has the shares of rounds trained, each by a {@link ShareTrainer} somewhere, and merges what they
 * made. Not thread-safe.
 */
public interface RoundRunner {
  /**
   * Runs a round.
   *
   * @param merged takes each block merged by {@link StateBlock#merge}, in the order of the shares
   * @return reports of the shares that took a step, in their order
   */
  List<ShareReport> run(Round round, Consumer<StateBlock> merged);
}
