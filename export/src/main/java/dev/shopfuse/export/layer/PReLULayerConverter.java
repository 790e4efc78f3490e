package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.params.PReLUParamInitializer;

/** Writes {@code x} where it is positive, {@code slope x} elsewhere: slopes without the batch. */
final class PReLULayerConverter implements LayerConverter<PReLULayer> {
  @Override
  public Class<PReLULayer> layer() {
    return PReLULayer.class;
  }

  @Override
  public Value convert(LayerSite<PReLULayer> site) {
    Value slope = site.constant("W", site.array(PReLUParamInitializer.WEIGHT_KEY));
    return site.add(Operator.PRELU, List.of(site.input(), slope));
  }
}
