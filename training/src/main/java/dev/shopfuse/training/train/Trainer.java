package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.NanScoreException;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelSnapshot;
import dev.shopfuse.training.network.SingleThread;
import dev.shopfuse.training.sample.Split;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a {@link FusedModel} until the tune metric stops improving or the learning rate has fallen
 * to 0, and keeps the best epoch.
 *
 * <p>Seed and number of workers decide everything: fresh weights, the order of the examples, their
 * negatives and dropout. Equal configuration and data give equal weights to the bit on the same
 * machine, whether the run was interrupted and resumed or not. Not thread-safe, but for {@link
 * #requestStop}; a trainer trains once.
 */
public final class Trainer {
  private final TrainingConfig config;
  private final TrainingInput input;
  private final TrainingListener listener;
  private final TuneEvaluation tuneSplit;
  private final FusedModel model;
  private final Function<Trainer, Advance> steps;
  private final Optional<RoundSettings> rounds;
  private RunState state = new RunState();
  private Optional<ModelSnapshot> best = Optional.empty();
  private Optional<Evaluation> bestEvaluation = Optional.empty();
  private @Nullable Checkpoints checkpoints;
  private volatile boolean stopRequested;

  /**
   * Prepares a run with fresh weights.
   *
   * @throws InputException if there is no example to learn from
   */
  public Trainer(TrainingConfig config, TrainingInput input, TrainingListener listener) {
    this(config, input, listener, freshModel(config, input));
  }

  /**
   * Prepares a run that goes on from the weights of a model, which it changes.
   *
   * @param model made for this configuration and input
   */
  public Trainer(
      TrainingConfig config, TrainingInput input, TrainingListener listener, FusedModel model) {
    this(config, input, listener, model, Trainer::inMemory, Optional.empty());
  }

  /**
   * Prepares a run.
   *
   * @param steps gives what takes the model through its epochs, once the run begins
   * @param rounds how steps are shared out; empty if they are taken here
   */
  private Trainer(
      TrainingConfig config,
      TrainingInput input,
      TrainingListener listener,
      FusedModel model,
      Function<Trainer, Advance> steps,
      Optional<RoundSettings> rounds) {
    this.config = config;
    this.input = input;
    this.listener = listener;
    this.model = model;
    this.steps = steps;
    this.rounds = rounds;
    this.tuneSplit = new TuneEvaluation(config, input);
  }

  /**
   * Prepares a run with fresh weights that reads its examples from shards, two of them in memory at
   * a time. A checkpoint remembers the position in the epoch, so the run goes on at its shard and
   * row.
   *
   * @throws InputException if there is no example to learn from
   */
  public static Trainer ofShards(
      TrainingConfig config, ShardedInput shards, TrainingListener listener) {
    return fresh(config, shards, listener, trainer -> trainer.streaming(shards), Optional.empty());
  }

  /**
   * Prepares a run with fresh weights whose steps are taken elsewhere, in rounds of several shares.
   * It needs checkpoints, in a folder that those who train reach.
   *
   * @throws InputException if there is no example to learn from
   */
  public static Trainer ofRounds(
      TrainingConfig config, ShardedInput shards, Sharing sharing, TrainingListener listener) {
    return fresh(
        config,
        shards,
        listener,
        trainer -> trainer.inRounds(shards, sharing),
        Optional.of(sharing.settings()));
  }

  private static Trainer fresh(
      TrainingConfig config,
      ShardedInput shards,
      TrainingListener listener,
      Function<Trainer, Advance> steps,
      Optional<RoundSettings> rounds) {
    TrainingInput input = shards.input();
    return new Trainer(config, input, listener, freshModel(config, input), steps, rounds);
  }

  private static FusedModel freshModel(TrainingConfig config, TrainingInput input) {
    if (input.samples().exampleCount() == 0) {
      throw new InputException(
          "There is no shop visit in the train split, so there is nothing to learn from.");
    }
    SingleThread.use();
    Nd4j.getRandom().setSeed(config.training().seed());
    return FusedModel.create(config, input.contract(), input.items(), input.shops());
  }

  /**
   * Trains without checkpoints.
   *
   * @throws InputException if the run diverges; it says where
   */
  public TrainingResult train() {
    SingleThread.use();
    try (Advance advance = steps.apply(this)) {
      while (!isFinished() && !isRateZero()) {
        runEpoch(advance);
      }
    }
    if (!isFinished()) {
      listener.onRateZero(state.epoch - 1);
    }
    best.ifPresent(model::restore);
    return new TrainingResult(model, state.bestEpoch(), state.reports, bestEvaluation);
  }

  /**
   * Trains with checkpoints, from the newest one if the settings say so.
   *
   * @throws InputException if the run diverges, or the checkpoints are those of another run
   * @throws TrainingStoppedException if a stop was requested; a checkpoint is written then
   */
  public TrainingResult train(CheckpointSettings settings) {
    try (Checkpoints opened = Checkpoints.open(settings, identity())) {
      checkpoints = opened;
      opened
          .restore(model)
          .ifPresent(
              restored -> {
                state = restored.state();
                best = restored.best();
                listener.onResume(state.epoch, state.examplesDone, model.step());
              });
      return train();
    } finally {
      checkpoints = null;
    }
  }

  /** Asks the run to stop after the present step; callable from any thread. */
  public void requestStop() {
    stopRequested = true;
  }

  private boolean isFinished() {
    int done = state.epoch - 1;
    boolean patienceOver = done > 0 && done - state.bestEpoch() >= config.training().patience();
    return done >= config.training().epochs() || patienceOver;
  }

  /** Between epochs only: one that was begun is ended, as it is where nobody interrupts it. */
  private boolean isRateZero() {
    return state.examplesDone == 0 && model.step() >= config.optimizer().stepsToZero();
  }

  private RunIdentity identity() {
    return RunIdentity.of(config, input, model, rounds);
  }

  private Advance inMemory() {
    UserPasts users =
        new UserPasts(model.contexts(), input.users(), input.samples().sequences(Split.TRAIN));
    ExampleSource source = new ExampleStream(config, input.contract(), input.samples(), users);
    return new LocalSteps(model, source, divergence());
  }

  private Advance streaming(ShardedInput shards) {
    return new LocalSteps(model, shards.examples(config, model.contexts()), divergence());
  }

  private Advance inRounds(ShardedInput shards, Sharing sharing) {
    Checkpoints kept = Objects.requireNonNull(checkpoints, "Rounds need checkpoints");
    return new SharedRounds(
        sharing,
        model,
        shards,
        kept.directory(),
        now -> {
          requireFinite();
          return kept.saved(model, now, best);
        },
        divergence());
  }

  private Divergence divergence() {
    return new Divergence(config.training().learningRate(), this::lastCheckpoint);
  }

  private void runEpoch(Advance advance) {
    int total = advance.size();
    advance.begin(state.epoch);
    while (state.examplesDone < total) {
      advance.advance(state);
      listener.onStep(state.epoch, state.examplesDone, total);
      saveOrStop();
    }
    requireFinite();
    long start = System.nanoTime();
    Optional<Evaluation> evaluation = evaluate();
    Optional<Metrics> tune = evaluation.map(Evaluation::metrics);
    // Without a tune split the last epoch counts as the best.
    boolean isBest = tune.isEmpty() || monitored(tune.get()) > bestValue();
    EpochReport report =
        new EpochReport(
            state.epoch,
            state.lossSum / state.stepsDone,
            tune,
            isBest,
            state.trainingSeconds,
            (System.nanoTime() - start) / 1e9);
    state.addEpoch(report);
    if (isBest) {
      best = Optional.of(model.snapshot());
      bestEvaluation = evaluation;
    }
    listener.onEpoch(report);
  }

  private Optional<Evaluation> evaluate() {
    try {
      return tuneSplit.of(
          model, done -> listener.onEvaluation(state.epoch, done, tuneSplit.caseCount()));
    } catch (NanScoreException e) {
      throw divergence()
          .after(
              state.epoch,
              state.stepsDone,
              "A score on tune is NaN",
              "weights too large to compute with");
    }
  }

  private void saveOrStop() {
    Checkpoints kept = checkpoints;
    if (kept != null && (stopRequested || kept.isDue(model.step()))) {
      requireFinite();
      kept.save(model, state, best);
    }
    if (stopRequested) {
      throw new TrainingStoppedException(state.epoch, state.stepsDone, kept != null);
    }
  }

  /** A step may have a finite loss and break the weights; no checkpoint or best epoch has them. */
  private void requireFinite() {
    Optional<String> culprit = model.brokenPart();
    if (culprit.isPresent()) {
      throw divergence()
          .after(state.epoch, state.stepsDone, "A weight is not finite", culprit.get());
    }
  }

  private String lastCheckpoint() {
    Checkpoints kept = checkpoints;
    return kept == null ? "" : " " + kept.describeLast();
  }

  private double bestValue() {
    return state
        .best()
        .flatMap(EpochReport::tune)
        .map(this::monitored)
        .orElse(Double.NEGATIVE_INFINITY);
  }

  private double monitored(Metrics metrics) {
    String metric = config.training().monitor().metric();
    double value = metrics.value(metric);
    if (Double.isNaN(value)) {
      throw new InputException(
          "training.monitor is %s, which no user of the tune split has: it needs a shop that is neither"
                  .formatted(metric)
              + " held out nor seen; choose another metric, such as ndcg@20.");
    }
    return value;
  }
}
