package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;

/** Writes the same elements in another shape, read row by row or column by column. */
final class ReshapeVertexConverter implements LayerConverter<ReshapeVertex> {
  @Override
  public Class<ReshapeVertex> layer() {
    return ReshapeVertex.class;
  }

  @Override
  public String limits() {
    return "without a mask";
  }

  @Override
  public Value convert(LayerSite<ReshapeVertex> site) {
    if (site.mask().isPresent()) {
      throw site.unsupported("with a mask");
    }
    site.giveMask(Optional.empty());
    long[] shape = Arrays.stream(site.layer().getNewShape()).asLongStream().toArray();
    if (site.layer().getReshapeOrder() == 'c') {
      return Rearrange.reshape(site, site.input(), shape);
    }
    Value columns = backwards(site, site.input());
    long[] reversed = new long[shape.length];
    for (int axis = 0; axis < shape.length; axis++) {
      reversed[axis] = shape[shape.length - 1 - axis];
    }
    return backwards(site, Rearrange.reshape(site, columns, reversed));
  }

  private static Value backwards(LayerSite<ReshapeVertex> site, Value value) {
    int rank = value.shape().rank();
    long[] order = LongStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    return Rearrange.transpose(site, value, order);
  }
}
