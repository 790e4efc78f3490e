package dev.shopfuse.export.bundle;

import dev.shopfuse.export.parity.SampleRequest;
import dev.shopfuse.export.parity.SampleRequests;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.training.model.FusedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes golden vectors: requests as an application sends them, with the scores of the trained
 * model, so that a device proves the whole way from raw values to scores.
 */
final class GoldenCases {
  private static final int CASES = 8;
  private static final int MOST_CANDIDATES = 16;
  private static final long SEED = 4711;

  private GoldenCases() {}

  static GoldenVectors of(FusedModel model) {
    int[] shops = candidates(model.shops());
    List<String> ids = Arrays.stream(shops).mapToObj(model.shops()::id).toList();
    List<SampleRequest> requests = new SampleRequests(model, SEED).take(CASES);
    float[][] scores =
        model.scoring(shops).score(requests.stream().map(each -> each.context(model)).toList());
    GoldenCase[] cases = new GoldenCase[CASES];
    for (int i = 0; i < CASES; i++) {
      SampleRequest request = requests.get(i);
      cases[i] =
          GoldenCase.of(
              request.profile(), request.itemVisits(), request.shopVisits(), ids, scores[i]);
    }
    return GoldenVectors.of(List.of(cases));
  }

  private static int[] candidates(Catalogue shops) {
    return new Random(SEED)
        .ints(Catalogue.FIRST, shops.size())
        .distinct()
        .limit(Math.min(MOST_CANDIDATES, shops.size() - Catalogue.FIRST))
        .toArray();
  }
}
