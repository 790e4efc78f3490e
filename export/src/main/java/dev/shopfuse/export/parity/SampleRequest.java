package dev.shopfuse.export.parity;

import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A user with raw values and ids, as an application would send them. Immutable.
 *
 * @param profile raw values by column
 * @param itemVisits ids of visited items, old to new; some may be unknown
 * @param shopVisits ids of visited shops, old to new; some may be unknown
 */
public record SampleRequest(
    Map<String, String> profile, List<String> itemVisits, List<String> shopVisits) {
  public SampleRequest {
    profile = Collections.unmodifiableMap(new TreeMap<>(profile));
    itemVisits = List.copyOf(itemVisits);
    shopVisits = List.copyOf(shopVisits);
  }

  /** Returns what an application's request tells of its user. */
  public static SampleRequest of(RankRequest request) {
    return new SampleRequest(request.profile(), ids(request, Page.ITEM), ids(request, Page.SHOP));
  }

  /** Encodes the request for a model. */
  public UserContext context(FusedModel model) {
    return model
        .contexts()
        .encode(profile, indices(model.items(), itemVisits), indices(model.shops(), shopVisits));
  }

  private static List<String> ids(RankRequest request, Page page) {
    return request.visits().stream().filter(visit -> visit.page() == page).map(Visit::id).toList();
  }

  private static int[] indices(Catalogue catalogue, List<String> ids) {
    return ids.stream().mapToInt(catalogue::index).toArray();
  }
}
