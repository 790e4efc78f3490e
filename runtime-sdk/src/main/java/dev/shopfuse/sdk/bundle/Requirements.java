package dev.shopfuse.sdk.bundle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a bundle needs of the device. Immutable. */
public final class Requirements {
  private final String sdkVersion;
  private final int irVersion;
  private final int opset;
  private final List<String> operators;

  private Requirements(String sdkVersion, int irVersion, int opset, List<String> operators) {
    this.sdkVersion = sdkVersion;
    this.irVersion = irVersion;
    this.opset = opset;
    this.operators = operators;
  }

  /**
   * Returns the requirements.
   *
   * @param sdkVersion the oldest SDK that can serve the bundle, such as {@code 0.1.0}
   * @param irVersion the ONNX IR version of the model
   * @param opset the opset of the default ONNX domain
   * @param operators the operators of the model, such as {@code Gather}; those of other domains
   *     with the domain before a colon
   */
  public static Requirements of(
      String sdkVersion, int irVersion, int opset, List<String> operators) {
    SdkVersion.parse(sdkVersion);
    if (irVersion < 1 || opset < 1) {
      throw new IllegalArgumentException(
          "IR version is " + irVersion + " and opset " + opset + "; both start at 1");
    }
    List<String> copy = Collections.unmodifiableList(new ArrayList<>(operators));
    return new Requirements(sdkVersion, irVersion, opset, copy);
  }

  /** Returns the oldest SDK that can serve the bundle. */
  public String sdkVersion() {
    return sdkVersion;
  }

  /** Returns the ONNX IR version of the model. */
  public int irVersion() {
    return irVersion;
  }

  /** Returns the opset of the default ONNX domain. */
  public int opset() {
    return opset;
  }

  /** Returns the operators of the model. */
  public List<String> operators() {
    return operators;
  }
}
