package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/** Passes its input on: nothing is dropped outside of training. Input and output [.., H]. */
final class DropoutLayerConverter implements LayerConverter<DropoutLayer> {
  @Override
  public Class<DropoutLayer> layer() {
    return DropoutLayer.class;
  }

  @Override
  public Value convert(LayerSite<DropoutLayer> site) {
    return site.input();
  }
}
