package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Writes {@code gamma (x - mean) / sqrt(variance + eps) + beta} with the mean and the variance of
 * the training: input [N, C], [N, C, H, W] or [N, H, W, C], parameters [1, C].
 */
final class BatchNormalizationConverter implements LayerConverter<BatchNormalization> {
  @Override
  public Class<BatchNormalization> layer() {
    return BatchNormalization.class;
  }

  @Override
  public String limits() {
    return "not of time series, of which DL4J normalises the examples";
  }

  @Override
  public Value convert(LayerSite<BatchNormalization> site) {
    BatchNormalization layer = site.layer();
    int rank = site.input().shape().rank();
    if (rank == 3) {
      throw site.unsupported(
          "of time series, DL4J takes the examples for the features; normalise rows instead");
    }
    boolean isLast = rank == 4 && layer.getCnn2DFormat() == CNN2DFormat.NHWC;
    Value input = Rearrange.channelsFirst(site, site.input(), isLast);
    long features = layer.getNOut();
    Value output =
        site.add(
            Operator.BATCH_NORMALIZATION,
            List.of(
                input,
                scale(site, BatchNormalizationParamInitializer.GAMMA, layer.getGamma()),
                scale(site, BatchNormalizationParamInitializer.BETA, layer.getBeta()),
                site.parameter(BatchNormalizationParamInitializer.GLOBAL_MEAN, features),
                site.constant("var", variance(site), features)),
            Attribute.of("epsilon", (float) layer.getEps()));
    return Rearrange.channelsLast(site, output, isLast);
  }

  private static Value scale(LayerSite<BatchNormalization> site, String key, double locked) {
    long features = site.layer().getNOut();
    return site.layer().isLockGammaBeta()
        ? site.constant(key, Nd4j.valueArrayOf(new long[] {features}, locked))
        : site.parameter(key, features);
  }

  private static INDArray variance(LayerSite<BatchNormalization> site) {
    if (!site.layer().isUseLogStd()) {
      return site.array(BatchNormalizationParamInitializer.GLOBAL_VAR);
    }
    INDArray deviation =
        Transforms.exp(
            site.array(BatchNormalizationParamInitializer.GLOBAL_LOG_STD).mul(Math.log(10)));
    return deviation.mul(deviation);
  }
}
