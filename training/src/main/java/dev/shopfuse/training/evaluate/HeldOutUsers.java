package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ShopScoring;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks the same shops for the same recorded users with several models: those a model knew, by
 * models that know them under the same numbers. Immutable.
 */
public final class HeldOutUsers {
  private static final int BATCH = 64;

  private final List<HeldOutUser> users;
  private final List<EvaluationCase> cases = new ArrayList<>();
  private final int[] shops;

  /**
   * Prepares.
   *
   * @param users at least one
   * @param known the shops to rank, with all that are held out or seen
   */
  public HeldOutUsers(List<HeldOutUser> users, Catalogue known) {
    this.users = List.copyOf(users);
    this.shops = IntStream.range(Catalogue.FIRST, known.size()).toArray();
    for (int user = 0; user < users.size(); user++) {
      HeldOutUser each = users.get(user);
      cases.add(
          new EvaluationCase(
              user, 0, 0, indices(each.heldOut(), known), indices(each.seen(), known)));
    }
  }

  private static int[] indices(List<String> ids, Catalogue catalogue) {
    return ids.stream().mapToInt(catalogue::index).toArray();
  }

  /** Ranks the shops with a model; log loss and calibration are left out. */
  public Evaluation evaluate(FusedModel model) {
    ShopScoring scoring = model.scoring(shops);
    MetricsCollector collector = new MetricsCollector(VisitSequences.FIRST_TARGET);
    for (int from = 0; from < cases.size(); from += BATCH) {
      List<EvaluationCase> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
      float[][] scores =
          scoring.score(
              batch.stream().map(each -> context(model, users.get(each.user()))).toList());
      collector.add(batch, ShopScorer.byIndex(scores));
    }
    return new Evaluation(
        new Metrics(cases.size(), collector.values()), collector.ranks(), new ScoredPairs());
  }

  private static UserContext context(FusedModel model, HeldOutUser user) {
    return model
        .contexts()
        .encode(
            user.request().profile(),
            visits(user, Page.ITEM, model.items()),
            visits(user, Page.SHOP, model.shops()));
  }

  private static int[] visits(HeldOutUser user, Page page, Catalogue catalogue) {
    return user.request().visits().stream()
        .filter(visit -> visit.page() == page)
        .map(Visit::id)
        .mapToInt(catalogue::index)
        .toArray();
  }
}
