package dev.shopfuse.sdk.feature;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns one user's past into a {@link UserContext}. Thread-safe: it holds no state of a call.
 *
 * <p>The last min(K, n) of the n item visits become the item samples. The item visits before them
 * feed the item histories, the shop visits feed the shop histories; each history keeps its newest
 * values. So no item visit is seen twice.
 */
public final class ContextEncoder {
  /** The value of {@code excludedShop} that leaves out nothing. */
  public static final int NO_SHOP = -1;

  private final FeatureContract contract;
  private final Catalogue items;
  private final Catalogue shops;
  private final Feature[] features;
  private final int[][] historyRows;
  private final boolean[] ofItems;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  /**
   * Prepares for a contract and its catalogues.
   *
   * @throws IllegalArgumentException if the catalogues are not the items and shops of this contract
   */
  public ContextEncoder(FeatureContract contract, Catalogue items, Catalogue shops) {
    this.contract = contract;
    this.items = checkCatalogue(contract, items, Side.ITEM);
    this.shops = checkCatalogue(contract, shops, Side.SHOP);
    List<Feature> userFeatures = contract.features(Side.USER);
    this.features = userFeatures.toArray(new Feature[0]);
    this.historyRows = new int[features.length][];
    this.ofItems = new boolean[features.length];
    for (int i = 0; i < features.length; i++) {
      positions.put(features[i].name(), i);
      prepareHistory(i);
    }
  }

  private static Catalogue checkCatalogue(
      FeatureContract contract, Catalogue catalogue, Side side) {
    if (catalogue.side() != side || !catalogue.features().covers(contract.staticFeatures(side))) {
      throw new IllegalArgumentException(
          "The catalogue of "
              + catalogue.side().key()
              + "s does not hold the "
              + side.key()
              + " features of this contract; use the one built with it");
    }
    return catalogue;
  }

  private void prepareHistory(int position) {
    String of = features[position].of();
    if (of != null) {
      Feature source = contract.feature(of);
      ofItems[position] = source.side() == Side.ITEM;
      Catalogue catalogue = ofItems[position] ? items : shops;
      historyRows[position] = catalogue.features().indices(source);
    }
  }

  /** Encodes as the longer form does, with no shop left out. */
  public UserContext encode(
      EncodedFeatures users,
      int userRow,
      int[] itemVisits,
      int itemCount,
      int[] shopVisits,
      int shopCount) {
    return encode(users, userRow, itemVisits, itemCount, shopVisits, shopCount, NO_SHOP);
  }

  /**
   * Encodes a row of encoded users with visits as catalogue indices, old to new.
   *
   * @param itemCount how many of the first item visits are the past
   * @param shopCount how many of the first shop visits are the past
   * @param excludedShop a shop that is left out of the shop histories, or {@link #NO_SHOP}
   * @throws IllegalArgumentException if a visit is outside its catalogue
   */
  public UserContext encode(
      EncodedFeatures users,
      int userRow,
      int[] itemVisits,
      int itemCount,
      int[] shopVisits,
      int shopCount,
      int excludedShop) {
    int samples = Math.min(contract.itemSamples(), itemCount);
    int older = itemCount - samples;
    int[] indices = new int[features.length];
    float[] numbers = new float[features.length];
    int[][] rows = new int[features.length][];
    for (int i = 0; i < features.length; i++) {
      Feature feature = features[i];
      if (feature.kind() == FeatureKind.HISTORY) {
        rows[i] =
            ofItems[i]
                ? history(i, items, itemVisits, older, NO_SHOP)
                : history(i, shops, shopVisits, shopCount, excludedShop);
      } else if (feature.kind() == FeatureKind.LIST) {
        rows[i] = list(users, feature, userRow);
      } else if (feature.isIndexed()) {
        indices[i] = users.indices(feature)[userRow];
      } else {
        numbers[i] = users.numbers(feature)[userRow];
      }
    }
    int[] itemSamples = samples(itemVisits, older, itemCount);
    return new UserContext(positions, itemSamples, indices, numbers, rows);
  }

  private int[] samples(int[] itemVisits, int from, int to) {
    if (from == to) {
      return new int[] {Catalogue.NONE};
    }
    int[] samples = Arrays.copyOfRange(itemVisits, from, to);
    for (int visit : samples) {
      checkVisit(items, visit);
    }
    return samples;
  }

  private static int[] list(EncodedFeatures users, Feature feature, int userRow) {
    int[] offsets = users.offsets(feature);
    return Arrays.copyOfRange(users.values(feature), offsets[userRow], offsets[userRow + 1]);
  }

  /**
   * Encodes a profile, raw values by column, with visits as catalogue indices, old to new. Columns
   * no feature reads are ignored, missing ones are unknown.
   *
   * @throws IllegalArgumentException if a value is malformed or a visit is outside its catalogue
   */
  public UserContext encode(Map<String, String> profile, int[] itemVisits, int[] shopVisits) {
    EncodedFeatures user =
        EncodedFeatures.builder(contract, Side.USER).putAll(profile).endRow().build();
    return encode(user, 0, itemVisits, itemVisits.length, shopVisits, shopVisits.length);
  }

  private int[] history(int feature, Catalogue catalogue, int[] visits, int count, int excluded) {
    int[] newestFirst = new int[Math.min(count, features[feature].maxLength())];
    int length = 0;
    for (int i = count - 1; i >= 0 && length < newestFirst.length; i--) {
      if (checkVisit(catalogue, visits[i]) != excluded) {
        newestFirst[length++] = visits[i];
      }
    }
    if (length == 0) {
      return new int[] {IndexEncoding.NONE_ROW};
    }
    int[] rows = new int[length];
    for (int i = 0; i < length; i++) {
      rows[i] = historyRows[feature][newestFirst[length - 1 - i]];
    }
    return rows;
  }

  private static int checkVisit(Catalogue catalogue, int visit) {
    if (visit < 0 || visit >= catalogue.size()) {
      throw new IllegalArgumentException(
          "A visit has index "
              + visit
              + "; allowed are 0 to "
              + (catalogue.size() - 1)
              + ", 0 for an unknown "
              + catalogue.side().key());
    }
    return visit;
  }
}
