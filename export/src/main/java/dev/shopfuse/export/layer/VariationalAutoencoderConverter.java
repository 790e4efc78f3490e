package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.params.VariationalAutoencoderParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Writes the mean of the latent variables: the encoder's layers, then {@code h ZW + Zb}. */
final class VariationalAutoencoderConverter implements LayerConverter<VariationalAutoencoder> {
  @Override
  public Class<VariationalAutoencoder> layer() {
    return VariationalAutoencoder.class;
  }

  @Override
  public String limits() {
    return "the encoder: the mean of the latent variables";
  }

  @Override
  public Value convert(LayerSite<VariationalAutoencoder> site) {
    VariationalAutoencoder layer = site.layer();
    Value hidden = site.input();
    for (int i = 0; i < layer.getEncoderLayerSizes().length; i++) {
      Value affine = affine(site, hidden, "e" + i + "W", "e" + i + "b");
      hidden = Activations.apply(layer.getActivationFn(), site, affine);
    }
    Value mean =
        affine(
            site,
            hidden,
            VariationalAutoencoderParamInitializer.PZX_MEAN_W,
            VariationalAutoencoderParamInitializer.PZX_MEAN_B);
    return Activations.apply(layer.getPzxActivationFn(), site, mean);
  }

  private static Value affine(
      LayerSite<VariationalAutoencoder> site, Value input, String weightKey, String biasKey) {
    INDArray weight = site.array(weightKey);
    Value bias = site.parameter(biasKey, weight.size(1));
    return site.add(Operator.GEMM, List.of(input, site.constant(weightKey, weight), bias));
  }
}
