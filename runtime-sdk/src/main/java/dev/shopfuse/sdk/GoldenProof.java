package dev.shopfuse.sdk;

import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.GoldenCase;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;

/** Proves that this device computes the scores that a bundle promises. */
final class GoldenProof {
  private final RequestEncoder encoder;
  private final ModelScorer scorer;

  GoldenProof(RequestEncoder encoder, ModelScorer scorer) {
    this.encoder = encoder;
    this.scorer = scorer;
  }

  void prove(Bundle bundle, Workspace workspace) throws BundleException {
    int number = 0;
    for (GoldenCase golden : bundle.golden().cases()) {
      number++;
      compare(number, golden, compute(number, golden, workspace));
    }
  }

  private float[] compute(int number, GoldenCase golden, Workspace workspace)
      throws BundleException {
    try {
      encoder.put(golden, workspace);
      return scorer.scoreShops(workspace);
    } catch (IllegalArgumentException e) {
      throw new CorruptBundleException(
          "Golden case "
              + number
              + " does not fit its bundle: "
              + e.getMessage()
              + "; export it again",
          e);
    } catch (RankingException e) {
      throw new IncompatibleBundleException(
          IncompatibleBundleException.Reason.ENGINE,
          "Golden case "
              + number
              + " cannot be computed: "
              + e.getMessage()
              + "; update ONNX Runtime or export the bundle again",
          e);
    }
  }

  private static void compare(int number, GoldenCase golden, float[] scores)
      throws IncompatibleBundleException {
    float[] expected = golden.scores();
    for (int i = 0; i < expected.length; i++) {
      // Not ">": NaN must fail too.
      if (!(Math.abs(scores[i] - expected[i]) <= GoldenVectors.MAX_DIFFERENCE)) {
        throw new IncompatibleBundleException(
            IncompatibleBundleException.Reason.ENGINE,
            "Golden case "
                + number
                + ": shop \""
                + golden.candidates().get(i)
                + "\" scores "
                + scores[i]
                + " on this device, expected "
                + expected[i]
                + ", at most "
                + GoldenVectors.MAX_DIFFERENCE
                + " apart; update ONNX Runtime or export the bundle again",
            null);
      }
    }
  }
}
