package dev.shopfuse.sdk.feature;

import dev.shopfuse.sdk.internal.IntArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  private final int itemSamples;
  private final Catalogue items;
  private final Catalogue shops;
  private final Feature[] features;
  private final @Nullable RawValues[] raws;
  private final @Nullable VisitRows[] histories;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  /**
   * Prepares for a contract and its catalogues.
   *
   * @throws IllegalArgumentException if the catalogues are not the items and shops of this contract
   */
  public ContextEncoder(FeatureContract contract, Catalogue items, Catalogue shops) {
    this.itemSamples = contract.itemSamples();
    this.items = checkCatalogue(contract, items, Side.ITEM);
    this.shops = checkCatalogue(contract, shops, Side.SHOP);
    List<Feature> userFeatures = contract.features(Side.USER);
    this.features = userFeatures.toArray(new Feature[0]);
    this.raws = new RawValues[features.length];
    this.histories = new VisitRows[features.length];
    for (int i = 0; i < features.length; i++) {
      positions.put(features[i].name(), i);
      prepare(contract, i);
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

  /** Returns how many of the newest item visits can change what the model sees. */
  public int itemVisitsRead() {
    return itemSamples + longestHistory(items);
  }

  /** Returns how many of the newest shop visits can change what the model sees. */
  public int shopVisitsRead() {
    return longestHistory(shops);
  }

  private int longestHistory(Catalogue catalogue) {
    int longest = 0;
    for (VisitRows history : histories) {
      if (history != null && history.catalogue == catalogue) {
        longest = Math.max(longest, history.maxLength);
      }
    }
    return longest;
  }

  private void prepare(FeatureContract contract, int position) {
    Feature feature = features[position];
    String of = feature.of();
    if (feature.kind() == FeatureKind.HISTORY && of != null) {
      Feature source = contract.feature(of);
      Catalogue catalogue = source.side() == Side.ITEM ? items : shops;
      histories[position] = new VisitRows(catalogue, source, feature.maxLength());
    } else {
      raws[position] = new RawValues(feature, contract);
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
    UserContext context = new UserContext(positions);
    for (int i = 0; i < features.length; i++) {
      if (raws[i] != null) {
        copyStatic(users, userRow, i, context);
      }
    }
    int older = putSamples(itemVisits, itemCount, context);
    putHistories(itemVisits, older, shopVisits, shopCount, excludedShop, context);
    return context;
  }

  private void copyStatic(EncodedFeatures users, int userRow, int position, UserContext context) {
    Feature feature = features[position];
    if (feature.isSequence()) {
      int[] offsets = users.offsets(feature);
      int count = offsets[userRow + 1] - offsets[userRow];
      int[] rows = context.putRows(position, count);
      System.arraycopy(users.values(feature), offsets[userRow], rows, 0, count);
    } else if (feature.isIndexed()) {
      context.putIndex(position, users.indices(feature)[userRow]);
    } else {
      context.putNumber(position, users.numbers(feature)[userRow]);
    }
  }

  /**
   * Encodes a profile, raw values by column, with visits as catalogue indices, old to new. Columns
   * no feature reads are ignored, missing ones are unknown.
   *
   * @throws IllegalArgumentException if a value is malformed or a visit is outside its catalogue
   */
  public UserContext encode(Map<String, String> profile, int[] itemVisits, int[] shopVisits) {
    UserContext context = newContext();
    encode(profile, itemVisits, itemVisits.length, shopVisits, shopVisits.length, context);
    return context;
  }

  /** Returns a context to be filled again and again. */
  public UserContext newContext() {
    return new UserContext(positions);
  }

  /**
   * Fills a context of this encoder, as {@link #encode(Map, int[], int[])} does, with the first
   * visits of each array.
   */
  public void encode(
      Map<String, String> profile,
      int[] itemVisits,
      int itemCount,
      int[] shopVisits,
      int shopCount,
      UserContext context) {
    putProfile(profile, context);
    int older = putSamples(itemVisits, itemCount, context);
    putHistories(itemVisits, older, shopVisits, shopCount, NO_SHOP, context);
  }

  /**
   * Fills a context of this encoder for candidates that are items. Since they take the place of the
   * item samples, every item visit is history, as it is in training for what comes after it; {@link
   * UserContext#itemSamples()} says nothing.
   */
  public void encodeForItems(
      Map<String, String> profile,
      int[] itemVisits,
      int itemCount,
      int[] shopVisits,
      int shopCount,
      UserContext context) {
    putProfile(profile, context);
    putHistories(itemVisits, itemCount, shopVisits, shopCount, NO_SHOP, context);
  }

  private void putProfile(Map<String, String> profile, UserContext context) {
    for (int i = 0; i < features.length; i++) {
      RawValues values = raws[i];
      if (values == null) {
        continue;
      }
      String column = features[i].column();
      String raw = column == null ? null : profile.get(column);
      if (features[i].isSequence()) {
        putList(values, raw, i, context);
      } else if (features[i].isIndexed()) {
        context.putIndex(i, values.row(raw));
      } else {
        context.putNumber(i, values.number(raw));
      }
    }
  }

  private static void putList(
      RawValues values, @Nullable String raw, int position, UserContext context) {
    if (raw == null || raw.isEmpty()) {
      context.putRows(position, 1)[0] = IndexEncoding.NONE_ROW;
      return;
    }
    IntArray rows = new IntArray();
    values.addRows(raw, rows);
    if (rows.size() == 0) {
      rows.add(IndexEncoding.NONE_ROW);
    }
    rows.copyTo(context.putRows(position, rows.size()));
  }

  /** Puts the last item visits as samples and returns how many visits are older. */
  private int putSamples(int[] itemVisits, int itemCount, UserContext context) {
    int count = Math.min(itemSamples, itemCount);
    int older = itemCount - count;
    int[] samples = context.putItemSamples(Math.max(1, count));
    samples[0] = Catalogue.NONE;
    for (int i = 0; i < count; i++) {
      samples[i] = VisitRows.checkVisit(items, itemVisits[older + i]);
    }
    return older;
  }

  private void putHistories(
      int[] itemVisits,
      int itemCount,
      int[] shopVisits,
      int shopCount,
      int excludedShop,
      UserContext context) {
    for (int i = 0; i < features.length; i++) {
      VisitRows history = histories[i];
      if (history == null) {
        continue;
      }
      if (history.catalogue == items) {
        history.put(context, i, itemVisits, itemCount, NO_SHOP);
      } else {
        history.put(context, i, shopVisits, shopCount, excludedShop);
      }
    }
  }
}
