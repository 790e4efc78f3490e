package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.GradientCaptureVertex;

/** Passes its input on: gradients are for training. Input and output [.., H]. */
final class GradientCaptureVertexConverter implements LayerConverter<GradientCaptureVertex> {
  @Override
  public Class<GradientCaptureVertex> layer() {
    return GradientCaptureVertex.class;
  }

  @Override
  public Value convert(LayerSite<GradientCaptureVertex> site) {
    return site.input();
  }
}
