package dev.shopfuse.training.train;

/** Thrown when a run stops because somebody asked it to; says how to go on. */
public final class TrainingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TrainingStoppedException(int epoch, int step, boolean saved) {
    super(
        "Training stopped after step %d of epoch %d; %s"
            .formatted(
                step,
                epoch,
                saved ? "continue with --resume." : "there are no checkpoints to continue from."));
  }
}
