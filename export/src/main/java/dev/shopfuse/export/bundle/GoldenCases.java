package dev.shopfuse.export.bundle;

import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.parity.GraphScorer;
import dev.shopfuse.export.parity.SampleRequest;
import dev.shopfuse.export.parity.SampleRequests;
import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.feature.Catalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes golden vectors: requests as an application sends them, with the scores of the graph as it
 * is exported, so that a device proves the whole way from raw values to scores.
 */
final class GoldenCases {
  private static final int CASES = 8;
  private static final int MOST_CANDIDATES = 16;
  private static final long SEED = 4711;

  private GoldenCases() {}

  static GoldenVectors of(ServedModel served, OnnxGraph graph) {
    int[] shops = candidates(served.shops());
    List<String> ids = Arrays.stream(shops).mapToObj(served.shops()::id).toList();
    List<GoldenCase> cases = new ArrayList<>();
    try (GraphScorer scorer = new GraphScorer(served, graph)) {
      for (SampleRequest request : new SampleRequests(served, SEED).take(CASES)) {
        cases.add(
            GoldenCase.of(
                request.profile(),
                request.itemVisits(),
                request.shopVisits(),
                ids,
                scorer.score(request.context(served), shops)));
      }
    }
    return GoldenVectors.of(cases);
  }

  private static int[] candidates(Catalogue shops) {
    return new Random(SEED)
        .ints(Catalogue.FIRST, shops.size())
        .distinct()
        .limit(Math.min(MOST_CANDIDATES, shops.size() - Catalogue.FIRST))
        .toArray();
  }
}
