package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;

/** Writes one part of what was stacked on the axis of the examples. */
final class UnstackVertexConverter implements LayerConverter<UnstackVertex> {
  @Override
  public Class<UnstackVertex> layer() {
    return UnstackVertex.class;
  }

  @Override
  public Value convert(LayerSite<UnstackVertex> site) {
    site.giveMask(site.mask().map(mask -> part(site, mask)));
    return part(site, site.input());
  }

  /** Splits [S * N, ..] into [S, N, ..] and takes one of the S. */
  private static Value part(LayerSite<UnstackVertex> site, Value stacked) {
    int rank = stacked.shape().rank();
    Value rest =
        site.add(
            Operator.GATHER,
            List.of(
                site.add(Operator.SHAPE, stacked),
                site.vector("axes", LongStream.range(1, rank).toArray())));
    Value shape =
        site.add(
            Operator.CONCAT,
            List.of(site.vector("parts", site.layer().getStackSize(), -1), rest),
            Attribute.of("axis", 0));
    Value parts = site.add(Operator.RESHAPE, List.of(stacked, shape));
    Value one =
        site.add(
            Operator.GATHER,
            List.of(parts, site.vector("part", site.layer().getFrom())),
            Attribute.of("axis", 0));
    return Rearrange.squeeze(site, one, 0);
  }
}
