package dev.shopfuse.training.baseline;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.evaluate.ShopScorer;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.VisitSequences;
import dev.shopfuse.training.table.VisitTables;
import java.util.Arrays;
import java.util.List;

/**
 * Scores a shop by how many of the user's known item visits went to items it sells; popularity in
 * the train split decides among equals. Thread-safe.
 */
public final class ItemToShop implements ShopScorer {
  private final VisitSequences sequences;
  private final int[][] shopsOfItem;
  private final float[] popularity;

  /**
   * Creates the heuristic.
   *
   * @param sequences the visits that cases are prefixes of
   * @param shopsOfItem the catalogue indices of the shops that sell an item, by the item's index
   * @param shopCounts train visits of each shop, by catalogue index
   */
  public ItemToShop(VisitSequences sequences, int[][] shopsOfItem, long[] shopCounts) {
    this.sequences = sequences;
    this.shopsOfItem = shopsOfItem.clone();
    long most = Math.max(1, Arrays.stream(shopCounts).max().orElse(0));
    popularity = new float[shopCounts.length];
    for (int shop = 0; shop < shopCounts.length; shop++) {
      // Below 1, so that popularity never outweighs a visit.
      popularity[shop] = (float) (0.99 * shopCounts[shop] / most);
    }
  }

  /** Creates the heuristic from who sells what in these tables. */
  public static ItemToShop of(
      VisitTables tables,
      Catalogue items,
      Catalogue shops,
      SampleSet samples,
      VisitSequences sequences) {
    int[][] shopsOfItem = new int[items.size()][0];
    tables
        .database()
        .forEach(
            "SELECT DISTINCT item_id, shop_id FROM shop_items ORDER BY item_id, shop_id",
            row -> {
              int item = items.index(row.getString(1));
              int shop = shops.index(row.getString(2));
              if (item >= Catalogue.FIRST && shop >= Catalogue.FIRST) {
                int[] known = shopsOfItem[item];
                shopsOfItem[item] = Arrays.copyOf(known, known.length + 1);
                shopsOfItem[item][known.length] = shop;
              }
            });
    return new ItemToShop(sequences, shopsOfItem, samples.shopCounts());
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    return cases.stream().map(this::score).toArray(float[][]::new);
  }

  private float[] score(EvaluationCase user) {
    float[] scores = popularity.clone();
    int[] visits = sequences.itemVisits(user.user());
    for (int i = 0; i < user.itemCount(); i++) {
      for (int shop : shopsOfItem[visits[i]]) {
        scores[shop]++;
      }
    }
    return scores;
  }

  @Override
  public boolean givesProbabilities() {
    return false;
  }
}
