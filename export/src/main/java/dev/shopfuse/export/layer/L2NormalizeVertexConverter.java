package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;

/** Writes the input divided by its Euclidean norm over all axes but the first, or chosen ones. */
final class L2NormalizeVertexConverter implements LayerConverter<L2NormalizeVertex> {
  @Override
  public Class<L2NormalizeVertex> layer() {
    return L2NormalizeVertex.class;
  }

  @Override
  public String limits() {
    return "of more than two axes, over all but the first";
  }

  @Override
  public Value convert(LayerSite<L2NormalizeVertex> site) {
    int[] chosen = site.layer().getDimension();
    int rank = site.input().shape().rank();
    long[] axes =
        chosen == null || chosen.length == 0
            ? LongStream.range(1, rank).toArray()
            : Arrays.stream(chosen).asLongStream().toArray();
    if (rank > 2 && axes.length < rank - 1) {
      throw site.unsupported("of values with %d axes, only all but the first".formatted(rank));
    }
    Value norm = Norms.l2(site, site.input(), axes);
    Value safe = site.add(Operator.MAX, List.of(norm, site.scalar("eps", site.layer().getEps())));
    return site.add(Operator.DIV, List.of(site.input(), safe));
  }
}
