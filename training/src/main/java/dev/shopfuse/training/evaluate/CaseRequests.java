package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an application would ask for the user of a case: raw values and ids, all shops. Immutable.
 *
 * @param profiles raw values by column, one map a user
 * @param sequences the visits that cases are prefixes of
 * @param items says what an item's index is called
 * @param shops says what a shop's index is called
 */
public record CaseRequests(
    List<Map<String, String>> profiles,
    VisitSequences sequences,
    Catalogue items,
    Catalogue shops) {
  /** Stands for visited items and shops that the model does not know. */
  private static final String UNKNOWN_ID = "(unknown)";

  /** Returns the request for the user of a case. */
  public RankRequest request(EvaluationCase user) {
    List<Visit> visits = new ArrayList<>();
    int[] itemVisits = sequences.itemVisits(user.user());
    for (int i = 0; i < user.itemCount(); i++) {
      visits.add(Visit.toItem(id(items, itemVisits[i]), visits.size()));
    }
    int[] shopVisits = sequences.shopVisits(user.user());
    for (int i = 0; i < user.shopCount(); i++) {
      visits.add(Visit.toShop(id(shops, shopVisits[i]), visits.size()));
    }
    return RankRequest.forUser(profiles.get(user.user())).visits(visits).allShops().build();
  }

  private static String id(Catalogue catalogue, int index) {
    return index < Catalogue.FIRST ? UNKNOWN_ID : catalogue.id(index);
  }
}
