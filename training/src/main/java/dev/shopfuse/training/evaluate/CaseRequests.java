package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What an application would ask for the user of a case: raw values and ids, all shops. Immutable.
 */
public final class CaseRequests {
  private final List<Map<String, String>> profiles;
  private final VisitSequences sequences;
  private final List<String> itemIds;
  private final List<String> shopIds;
  private final String unknownItem;

  /**
   * Creates requests.
   *
   * @param profiles the raw values of each user, in the order of the sequences
   * @param sequences the visits that cases are prefixes of
   * @param itemIds the items in the numbering of the sequences, the first one with index 2
   * @param shopIds the shops, likewise
   */
  public CaseRequests(
      List<Map<String, String>> profiles,
      VisitSequences sequences,
      List<String> itemIds,
      List<String> shopIds) {
    this.profiles = List.copyOf(profiles);
    this.sequences = sequences;
    this.itemIds = List.copyOf(itemIds);
    this.shopIds = List.copyOf(shopIds);
    this.unknownItem = unknown(itemIds);
  }

  /** Returns the request for the user of a case. */
  public RankRequest request(EvaluationCase user) {
    List<Visit> visits = new ArrayList<>();
    int[] items = sequences.itemVisits(user.user());
    for (int i = 0; i < user.itemCount(); i++) {
      visits.add(Visit.toItem(itemId(items[i]), i));
    }
    int[] shops = sequences.shopVisits(user.user());
    for (int i = 0; i < user.shopCount(); i++) {
      visits.add(Visit.toShop(shopId(shops[i]), i));
    }
    return RankRequest.forUser(profiles.get(user.user())).visits(visits).allShops().build();
  }

  /** Returns the user of a case with the shops to be found. */
  public HeldOutUser heldOutUser(EvaluationCase user) {
    return new HeldOutUser(request(user), shopIds(user.heldOut()), shopIds(user.seen()));
  }

  private List<String> shopIds(int[] indices) {
    return Arrays.stream(indices).mapToObj(this::shopId).toList();
  }

  private String shopId(int index) {
    return shopIds.get(index - Catalogue.FIRST);
  }

  private String itemId(int index) {
    return index < Catalogue.FIRST ? unknownItem : itemIds.get(index - Catalogue.FIRST);
  }

  /** Returns an id that no item has. */
  private static String unknown(List<String> ids) {
    StringBuilder id = new StringBuilder("unknown");
    while (ids.contains(id.toString())) {
      id.append('_');
    }
    return id.toString();
  }
}
