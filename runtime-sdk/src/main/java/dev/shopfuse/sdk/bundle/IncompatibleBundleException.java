package dev.shopfuse.sdk.bundle;

import org.jspecify.annotations.Nullable;

/** A sound bundle that this SDK, or the ONNX Runtime at hand, cannot serve. Immutable. */
public final class IncompatibleBundleException extends BundleException {
  private static final long serialVersionUID = 1L;

  /** What does not fit. Immutable. */
  public enum Reason {
    /** The bundle needs a newer SDK: update the app. */
    TOO_NEW("bundle-too-new"),
    /** The bundle is older than this SDK reads: export it again. */
    TOO_OLD("bundle-too-old"),
    /** The ONNX Runtime at hand refuses the model, or computes other scores than it should. */
    ENGINE("engine-refuses");

    private final String anchor;

    Reason(String anchor) {
      this.anchor = anchor;
    }
  }

  private final Reason reason;

  /** Creates the exception with what does not fit, and what revealed it, if anything did. */
  public IncompatibleBundleException(Reason reason, String message, @Nullable Throwable cause) {
    super(reason.anchor, message, cause);
    this.reason = reason;
  }

  /** Returns what does not fit. */
  public Reason reason() {
    return reason;
  }
}
