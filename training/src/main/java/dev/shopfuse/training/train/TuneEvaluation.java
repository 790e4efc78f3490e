package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import java.util.List;

/** Evaluates finished models on the tune split, with the negatives of their configuration. */
public final class TuneEvaluation {
  private TuneEvaluation() {}

  /**
   * Evaluates a model.
   *
   * @param cases of the tune split, at least one
   */
  public static Evaluation of(FusedModel model, TrainingInput input, List<EvaluationCase> cases) {
    UserPasts users =
        new UserPasts(model.contexts(), input.users(), input.samples().sequences(Split.TUNE));
    return Samplers.evaluator(model.config(), input.samples())
        .measure(new ModelScorer(model, users), cases, done -> {});
  }
}
