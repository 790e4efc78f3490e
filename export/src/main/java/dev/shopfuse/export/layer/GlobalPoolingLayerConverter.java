package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;

/**
 * Writes maximum, mean, sum or p-norm over time [N, C, T] or over space [N, C, H, W]: output [N,
 * C]. Of a masked time series, steps that do not count are left out.
 */
final class GlobalPoolingLayerConverter implements LayerConverter<GlobalPoolingLayer> {
  /** Below any activation: what a masked step has in a maximum. */
  private static final double LOWEST = -3e38;

  @Override
  public Class<GlobalPoolingLayer> layer() {
    return GlobalPoolingLayer.class;
  }

  @Override
  public Value convert(LayerSite<GlobalPoolingLayer> site) {
    site.giveMask(Optional.empty());
    Value pooled =
        site.mask().isPresent() && site.input().shape().rank() == 3
            ? masked(site, site.mask().get())
            : pool(site, site.input(), axes(site));
    boolean collapse = site.layer().isCollapseDimensions();
    int rank = site.input().shape().rank();
    return collapse
        ? pooled
        : Rearrange.unsqueeze(site, pooled, LongStream.range(2, rank).toArray());
  }

  private static long[] axes(LayerSite<GlobalPoolingLayer> site) {
    int[] chosen = site.layer().getPoolingDimensions();
    int rank = site.input().shape().rank();
    return chosen == null
        ? LongStream.range(2, rank).toArray()
        : Arrays.stream(chosen).asLongStream().toArray();
  }

  private static Value pool(LayerSite<GlobalPoolingLayer> site, Value value, long... axes) {
    return switch (site.layer().getPoolingType()) {
      case MAX -> reduce(site, Operator.REDUCE_MAX, value, axes);
      case AVG -> reduce(site, Operator.REDUCE_MEAN, value, axes);
      case SUM -> sum(site, value, axes);
      case PNORM -> norm(site, value, axes);
    };
  }

  private static Value masked(LayerSite<GlobalPoolingLayer> site, Value mask) {
    Value wide = Rearrange.unsqueeze(site, mask, 1);
    Value kept = site.add(Operator.MUL, List.of(site.input(), wide));
    return switch (site.layer().getPoolingType()) {
      case MAX -> {
        Value counts = site.add(Operator.GREATER, List.of(wide, site.scalar("zero", 0)));
        Value lowest = site.scalar("lowest", LOWEST);
        yield pool(site, site.add(Operator.WHERE, List.of(counts, site.input(), lowest)), 2);
      }
      case AVG -> site.add(Operator.DIV, List.of(sum(site, kept, 2), sum(site, wide, 2)));
      case SUM, PNORM -> pool(site, kept, 2);
    };
  }

  private static Value norm(LayerSite<GlobalPoolingLayer> site, Value value, long... axes) {
    double norm = site.layer().getPnorm();
    Value size = site.add(Operator.ABS, value);
    Value power = site.add(Operator.POW, List.of(size, site.scalar("norm", norm)));
    return site.add(Operator.POW, List.of(sum(site, power, axes), site.scalar("root", 1 / norm)));
  }

  private static Value sum(LayerSite<?> site, Value value, long... axes) {
    return site.add(
        Operator.REDUCE_SUM,
        List.of(value, site.vector("axes", axes)),
        Attribute.of("keepdims", 0));
  }

  private static Value reduce(LayerSite<?> site, Operator operator, Value value, long... axes) {
    return site.add(operator, value, Attribute.ofAll("axes", axes), Attribute.of("keepdims", 0));
  }
}
