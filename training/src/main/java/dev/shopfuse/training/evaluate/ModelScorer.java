package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ShopScoring;
import dev.shopfuse.training.sample.EvaluationCase;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores all shops with the towers in DL4J. Not thread-safe; valid until the next training step.
 */
public final class ModelScorer implements ShopScorer {
  private final ShopScoring scoring;
  private final UserPasts users;

  /** Creates a scorer of the present weights. */
  public ModelScorer(FusedModel model, UserPasts users) {
    this.scoring = model.scoring(IntStream.range(Catalogue.FIRST, model.shops().size()).toArray());
    this.users = users;
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    return ShopScorer.byIndex(scoring.score(cases.stream().map(users::context).toList()));
  }
}
