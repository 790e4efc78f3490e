package dev.shopfuse.export.parity;

import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
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

  /** Encodes the request as a device does that serves the model in some form. */
  public UserContext context(ServedModel served) {
    return served.contexts().encode(profile, indices(served.items()), indices(served.shops()));
  }

  /** Encodes the request for the model itself; what is not served is unknown to it, too. */
  UserContext reference(ServedModel served) {
    return served
        .model()
        .contexts()
        .encode(
            profile,
            reference(itemVisits, served.items(), served.model().items()),
            reference(shopVisits, served.shops(), served.model().shops()));
  }

  private int[] indices(Catalogue catalogue) {
    return visits(catalogue.side()).stream().mapToInt(catalogue::index).toArray();
  }

  private List<String> visits(Side side) {
    return side == Side.ITEM ? itemVisits : shopVisits;
  }

  private static int[] reference(List<String> ids, Catalogue served, Catalogue all) {
    return ids.stream()
        .mapToInt(id -> served.contains(id) ? all.index(id) : Catalogue.UNKNOWN)
        .toArray();
  }

  private static List<String> ids(RankRequest request, Page page) {
    return request.visits().stream().filter(visit -> visit.page() == page).map(Visit::id).toList();
  }
}
