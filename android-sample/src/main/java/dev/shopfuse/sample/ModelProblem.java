package dev.shopfuse.sample;

import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.ExpiredBundleException;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;

/** Why the best model is not in use. */
enum ModelProblem {
  /** A newer one cannot be used; an older one stands in for it. */
  FELL_BACK,
  /** None of those kept on the phone can be used; the app's own stands in. */
  STORE_UNUSABLE,
  /** It does not run on this phone: other scores than promised, or it has ended the app twice. */
  DOES_NOT_RUN,
  /** It is older than its publisher allows. */
  EXPIRED,
  /** ONNX Runtime is missing or failed. */
  ENGINE,
  /** Its file is damaged or not the publisher's. */
  DAMAGED,
  /** Files cannot be written or read. */
  STORAGE;

  static ModelProblem of(Exception reason) {
    if (reason instanceof RankingException) {
      return ENGINE;
    }
    if (reason instanceof ExpiredBundleException) {
      return EXPIRED;
    }
    if (reason instanceof IncompatibleBundleException) {
      return DOES_NOT_RUN;
    }
    return reason instanceof BundleException ? DAMAGED : STORAGE;
  }
}
