package dev.shopfuse.sdk.bundle;

import dev.shopfuse.sdk.bundle.IncompatibleBundleException.Reason;

/** The verdict whether this SDK can serve a bundle, from what its manifest says. */
final class Compatibility {
  private Compatibility() {}

  static void checkFormat(long format) throws IncompatibleBundleException {
    if (format > BundleFormat.NEWEST_FORMAT) {
      throw new IncompatibleBundleException(
          Reason.TOO_NEW,
          "Bundle format "
              + format
              + " is newer than this SDK reads ("
              + range()
              + "); update the SDK",
          null);
    }
    if (format < BundleFormat.OLDEST_FORMAT) {
      throw new IncompatibleBundleException(
          Reason.TOO_OLD,
          "Bundle format "
              + format
              + " is older than this SDK reads ("
              + range()
              + "); export the bundle again",
          null);
    }
  }

  private static String range() {
    return BundleFormat.OLDEST_FORMAT + " to " + BundleFormat.NEWEST_FORMAT;
  }

  static void check(Manifest manifest, long nowMillis)
      throws IncompatibleBundleException, ExpiredBundleException {
    Requirements needs = manifest.requirements();
    if (SdkVersion.parse(needs.sdkVersion()) > SdkVersion.parse(BundleFormat.SDK_VERSION)) {
      throw tooNew("SDK " + needs.sdkVersion(), BundleFormat.SDK_VERSION);
    }
    if (needs.irVersion() > BundleFormat.NEWEST_IR) {
      throw tooNew("ONNX IR " + needs.irVersion(), "up to " + BundleFormat.NEWEST_IR);
    }
    if (needs.opset() > BundleFormat.NEWEST_OPSET) {
      throw tooNew("ONNX opset " + needs.opset(), "up to " + BundleFormat.NEWEST_OPSET);
    }
    for (String operator : needs.operators()) {
      if (operator.indexOf(':') >= 0 || operator.indexOf('.') >= 0) {
        throw tooNew("operator " + operator, "those of the default ONNX domain");
      }
    }
    if (nowMillis >= manifest.expiresMillis()) {
      throw new ExpiredBundleException(
          "Bundle "
              + manifest.name()
              + " version "
              + manifest.version()
              + " expired at "
              + manifest.expiresMillis()
              + " ms, now is "
              + nowMillis
              + " ms; fetch a newer one or set the clock",
          manifest.expiresMillis());
    }
  }

  private static IncompatibleBundleException tooNew(String needed, String present) {
    return new IncompatibleBundleException(
        Reason.TOO_NEW,
        "The bundle needs "
            + needed
            + ", this SDK has "
            + present
            + "; update the SDK or export the bundle for it",
        null);
  }
}
