package dev.shopfuse.training.train;

import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Evaluates models on the tune split, with the negatives of a configuration. */
public final class TuneEvaluation {
  private final TrainingInput input;
  private final List<EvaluationCase> cases;
  private final Evaluator evaluator;

  public TuneEvaluation(TrainingConfig config, TrainingInput input) {
    this.input = input;
    this.cases = input.samples().cases(Split.TUNE);
    this.evaluator = Samplers.evaluator(config, input.samples());
  }

  /** Returns how many users there are to measure by. */
  public int caseCount() {
    return cases.size();
  }

  /** Evaluates a model; empty if there is nobody to measure by. */
  public Optional<Evaluation> of(FusedModel model) {
    return of(model, done -> {});
  }

  /**
   * Evaluates a model; empty if there is nobody to measure by.
   *
   * @param progress told how many users are done, after each batch
   */
  public Optional<Evaluation> of(FusedModel model, IntConsumer progress) {
    if (cases.isEmpty()) {
      return Optional.empty();
    }
    UserPasts users =
        new UserPasts(model.contexts(), input.users(), input.samples().sequences(Split.TUNE));
    return Optional.of(evaluator.measure(new ModelScorer(model, users), cases, progress));
  }
}
