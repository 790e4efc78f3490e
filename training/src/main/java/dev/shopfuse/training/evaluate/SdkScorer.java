package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.VisitSequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores all shops as a device does: through the SDK and ONNX Runtime, from raw profiles and ids.
 * Thread-safe. The caller closes the ranker.
 */
public final class SdkScorer implements ShopScorer {
  private final ShopRanker ranker;
  private final List<Map<String, String>> profiles;
  private final VisitSequences sequences;
  private final List<String> itemIds;
  private final List<String> shopIds;
  private final String unknownItem;

  /**
   * Creates a scorer.
   *
   * @param profiles the raw values of each user, in the order of the sequences
   * @param sequences the visits that cases are prefixes of, numbered as the ranker's model does
   * @param itemIds the items of that numbering, the first one with index 2
   */
  public SdkScorer(
      ShopRanker ranker,
      List<Map<String, String>> profiles,
      VisitSequences sequences,
      List<String> itemIds) {
    this.ranker = ranker;
    this.profiles = List.copyOf(profiles);
    this.sequences = sequences;
    this.itemIds = List.copyOf(itemIds);
    this.shopIds = ranker.shopIds();
    this.unknownItem = unknown(itemIds);
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    float[][] scores = new float[cases.size()][];
    IntStream.range(0, cases.size()).parallel().forEach(i -> scores[i] = score(cases.get(i)));
    return scores;
  }

  private float[] score(EvaluationCase user) {
    List<Visit> visits = new ArrayList<>();
    int[] items = sequences.itemVisits(user.user());
    for (int i = 0; i < user.itemCount(); i++) {
      visits.add(Visit.toItem(itemId(items[i]), i));
    }
    int[] shops = sequences.shopVisits(user.user());
    for (int i = 0; i < user.shopCount(); i++) {
      visits.add(Visit.toShop(shopIds.get(shops[i] - Catalogue.FIRST), i));
    }
    float[] inOrder =
        ranker.score(
            RankRequest.forUser(profiles.get(user.user())).visits(visits).allShops().build());
    float[] scores = new float[inOrder.length + Catalogue.FIRST];
    System.arraycopy(inOrder, 0, scores, Catalogue.FIRST, inOrder.length);
    return scores;
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
