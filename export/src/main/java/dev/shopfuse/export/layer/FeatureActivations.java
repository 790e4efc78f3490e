package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Writes activations for which DL4J makes rows of all axes but the features. */
final class FeatureActivations {
  private FeatureActivations() {}

  static Value apply(LayerSite<?> site, IActivation function, boolean featuresAreLast) {
    if (!(function instanceof ActivationSoftmax)) {
      return Activations.apply(function, site, site.input());
    }
    Value lastAxis = Rearrange.channelsLast(site, site.input(), !featuresAreLast);
    return Rearrange.channelsFirst(
        site, Activations.apply(function, site, lastAxis), !featuresAreLast);
  }
}
