package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the score of a one-class network {@code activation(x V) w}: input [N, I], output [N]. */
final class OcnnOutputLayerConverter implements LayerConverter<OCNNOutputLayer> {
  @Override
  public Class<OCNNOutputLayer> layer() {
    return OCNNOutputLayer.class;
  }

  @Override
  public Value convert(LayerSite<OCNNOutputLayer> site) {
    Value hidden =
        site.add(Operator.MATMUL, List.of(site.input(), site.constant("V", site.array("v"))));
    Value activated = Activations.apply(site.layer().getActivationFn(), site, hidden);
    INDArray weight = site.array("w");
    Value score =
        site.add(
            Operator.MATMUL, List.of(activated, site.constant("w", weight, weight.length(), 1)));
    return Rearrange.squeeze(site, score, 1);
  }
}
