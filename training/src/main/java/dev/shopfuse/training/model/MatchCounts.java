package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.FeatureKind;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.RowBuffer;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How many of a user's visits match a shop: two columns, min(1, count) and log(1 + count), for each
 * history and each id, category, bucket or list of shops that share a table. Thread-safe: it only
 * reads.
 *
 * <p>Visits to the shop itself are no pair: training and evaluation leave out shops that were
 * visited before, so nothing could be learned or measured about them.
 *
 * <p>A visit matches if its table row is the shop's or in the shop's list. Item samples count with
 * the history that collects their feature. Rows of unknown values and of no value match nothing.
 */
public final class MatchCounts {
  /** Columns of a pair, side by side: whether visits match, and how often; as in MatchNodes. */
  private static final int COLUMNS = 2;

  private final FeatureContract contract;
  private final boolean samples;
  private final List<Pair> pairs;
  private final Catalogue items;
  private final Catalogue shops;

  /**
   * Prepares for a contract.
   *
   * @param config whether there is an item tower, without which there are no item samples
   * @param shops the shops whose indices will be asked for
   */
  MatchCounts(TrainingConfig config, FeatureContract contract, Catalogue items, Catalogue shops) {
    this.samples = config.hasItemTower();
    this.contract = contract;
    this.pairs = pairs(contract);
    this.items = items;
    this.shops = shops;
  }

  /**
   * What is counted for two columns.
   *
   * @param history the user's history
   * @param collected what the history collects
   * @param shop the feature of shops that looks up the same table
   */
  public record Pair(Feature history, Feature collected, Feature shop) {}

  /** Returns what is counted, in the order of the columns. */
  public static List<Pair> pairs(FeatureContract contract) {
    List<Pair> pairs = new ArrayList<>();
    for (Feature history : contract.features(Side.USER)) {
      String of = history.of();
      String table = history.table();
      if (history.kind() == FeatureKind.HISTORY && of != null && table != null) {
        for (Feature shop : contract.features(Side.SHOP)) {
          if (table.equals(shop.table()) && !shop.name().equals(of)) {
            pairs.add(new Pair(history, contract.feature(of), shop));
          }
        }
      }
    }
    return pairs;
  }

  /**
   * Returns what a shop's logit gains by matching visits.
   *
   * @param model one with match counts
   * @param pair which of the pairs, from 0
   * @param count how many visits match
   */
  public static double gain(FusedModel model, int pair, int count) {
    INDArray weights = model.towers().getParam(TowerGraph.MATCH_WEIGHTS);
    long column = (long) COLUMNS * pair;
    return weights.getDouble(column) * any(count) + weights.getDouble(column + 1) * often(count);
  }

  private static int any(int count) {
    return Math.min(1, count);
  }

  private static float often(int count) {
    return (float) Math.log1p(count);
  }

  /** Returns P, the number of columns. */
  static int width(FeatureContract contract) {
    return COLUMNS * pairs(contract).size();
  }

  /**
   * Returns the counts of users with shops, user by user: [users * size, P].
   *
   * @param candidates catalogue indices of the shops, {@code size} for each user after another or,
   *     if they are shared, for all; a negative one is padding and matches nothing
   */
  RowBuffer rows(
      DataType type, List<UserContext> users, int[] candidates, int size, boolean shared) {
    int width = COLUMNS * pairs.size();
    RowBuffer rows = TowerInputs.buffer(type, TowerGraph.MATCH, (long) users.size() * size, width);
    for (int column = 0; column < width; column += COLUMNS) {
      Pair pair = pairs.get(column / COLUMNS);
      ShopRows shopRows = ShopRows.of(shops.features(), pair.shop);
      int[] visits = new int[contract.rows(pair.shop).rows()];
      for (int user = 0; user < users.size(); user++) {
        add(users.get(user), pair, visits, 1);
        for (int i = 0; i < size; i++) {
          int row = user * size + i;
          int shop = candidates[shared ? i : row];
          int count = shop < 0 ? 0 : shopRows.sum(shop, visits);
          rows.set(row * width + column, any(count));
          rows.set(row * width + column + 1, often(count));
        }
        add(users.get(user), pair, visits, -1);
      }
    }
    return rows;
  }

  /** Adds to the count of each visited table row; adding the opposite clears it again. */
  private void add(UserContext user, Pair pair, int[] visits, int count) {
    int[] history = user.rows(pair.history);
    for (int i = 0; i < user.rowCount(pair.history); i++) {
      add(history[i], visits, count);
    }
    if (samples && pair.collected.side() == Side.ITEM) {
      int[] rows = items.features().indices(pair.collected);
      int[] visited = user.itemSamples();
      for (int i = 0; i < user.itemSampleCount(); i++) {
        add(rows[visited[i]], visits, count);
      }
    }
  }

  private static void add(int row, int[] visits, int count) {
    if (row != IndexEncoding.UNKNOWN_ROW && row != IndexEncoding.NONE_ROW) {
      visits[row] += count;
    }
  }

  /** The table rows of a feature of the shops. */
  private interface ShopRows {
    /** Returns the sum of the counts of a shop's rows. */
    int sum(int shop, int[] counts);

    static ShopRows of(EncodedFeatures shops, Feature feature) {
      if (!feature.isSequence()) {
        int[] rows = shops.indices(feature);
        return (shop, counts) -> counts[rows[shop]];
      }
      int[] offsets = shops.offsets(feature);
      int[] values = shops.values(feature);
      return (shop, counts) -> {
        int sum = 0;
        for (int at = offsets[shop]; at < offsets[shop + 1]; at++) {
          sum += counts[values[at]];
        }
        return sum;
      };
    }
  }
}
