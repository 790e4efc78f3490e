package dev.shopfuse.training.train;

/** Told how a run goes on, on the training thread. Methods do nothing unless overridden. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener SILENT = new TrainingListener() {};

  /** Called before the first step of a run from shards, which can be asked to stop from then on. */
  default void onStart(Trainer trainer, TrainingInput input) {}

  /** Called when a run goes on from a checkpoint: its epoch, examples done in it, steps taken. */
  default void onResume(int epoch, int done, long steps) {}

  /** Called after each step: examples done and examples of the epoch. */
  default void onStep(int epoch, int done, int total) {}

  /** Called while tune is evaluated: users done and users to evaluate. */
  default void onEvaluation(int epoch, int done, int total) {}

  /** Called after each epoch. */
  default void onEpoch(EpochReport report) {}

  /** Called when a run ends before its last epoch because the learning rate has fallen to 0. */
  default void onRateZero(int lastEpoch) {}
}
