package dev.shopfuse.training.evaluate;

import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.sample.EvaluationCase;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores all shops as a device does: through the SDK and ONNX Runtime, from raw profiles and ids.
 * Thread-safe. The caller closes the ranker.
 */
public final class SdkScorer implements ShopScorer {
  private final ShopRanker ranker;
  private final CaseRequests requests;

  /**
   * Creates a scorer.
   *
   * @param requests with the shops of the ranker
   */
  public SdkScorer(ShopRanker ranker, CaseRequests requests) {
    this.ranker = ranker;
    this.requests = requests;
  }

  @Override
  public float[][] score(List<EvaluationCase> cases) {
    float[][] scores = new float[cases.size()][];
    IntStream.range(0, cases.size()).parallel().forEach(i -> scores[i] = score(cases.get(i)));
    return scores;
  }

  private float[] score(EvaluationCase user) {
    float[] inOrder = ranker.score(requests.request(user));
    float[] scores = new float[inOrder.length + Catalogue.FIRST];
    System.arraycopy(inOrder, 0, scores, Catalogue.FIRST, inOrder.length);
    return scores;
  }
}
