package dev.shopfuse.export.parity;

import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes requests that a model must be able to serve, the awkward ones first. Not thread-safe; equal
 * seeds give equal requests.
 */
public final class SampleRequests {
  private static final int MOST_VISITS = 12;

  private final FeatureContract contract;
  private final Catalogue items;
  private final Catalogue shops;
  private final Random random;
  private final SampleProfiles profiles;

  /** Prepares for one model. */
  public SampleRequests(ServedModel served, long seed) {
    this.contract = served.contract();
    this.items = served.items();
    this.shops = served.shops();
    this.random = new Random(seed);
    this.profiles = new SampleProfiles(contract, random);
  }

  /**
   * Returns requests: a new user of whom nothing is known, one with a profile and no visits, one
   * with unknown items and shops only, one with more visits than any history keeps, then random
   * ones.
   */
  public List<SampleRequest> take(int count) {
    List<SampleRequest> requests = new ArrayList<>();
    requests.add(new SampleRequest(Map.of(), List.of(), List.of()));
    requests.add(new SampleRequest(profiles.next(), List.of(), List.of()));
    requests.add(
        new SampleRequest(profiles.next(), List.of(unknown(items)), List.of(unknown(shops))));
    int many = longestHistory() + contract.itemSamples() + 3;
    requests.add(new SampleRequest(profiles.next(), visits(items, many), visits(shops, many)));
    while (requests.size() < count) {
      int itemVisits = random.nextInt(MOST_VISITS);
      int shopVisits = random.nextInt(MOST_VISITS);
      requests.add(
          new SampleRequest(profiles.next(), visits(items, itemVisits), visits(shops, shopVisits)));
    }
    return List.copyOf(requests.subList(0, count));
  }

  private int longestHistory() {
    return contract.features(Side.USER).stream().mapToInt(Feature::maxLength).max().orElse(0);
  }

  private List<String> visits(Catalogue catalogue, int count) {
    List<String> ids = catalogue.ids();
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean known = !ids.isEmpty() && random.nextInt(10) > 0;
      visits.add(known ? ids.get(random.nextInt(ids.size())) : unknown(catalogue));
    }
    return visits;
  }

  private static String unknown(Catalogue catalogue) {
    String id = "unknown";
    while (catalogue.contains(id)) {
      id += "?";
    }
    return id;
  }
}
