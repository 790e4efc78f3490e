package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.graph.L2Vertex;

/** Writes the Euclidean distance of two inputs [N, ..]: output [N, 1]. */
final class L2VertexConverter implements LayerConverter<L2Vertex> {
  @Override
  public Class<L2Vertex> layer() {
    return L2Vertex.class;
  }

  @Override
  public Value convert(LayerSite<L2Vertex> site) {
    Value difference = site.add(Operator.SUB, site.inputs());
    long[] axes = LongStream.range(1, difference.shape().rank()).toArray();
    Value norm = Norms.l2(site, difference, axes);
    return Rearrange.reshape(site, norm, -1, 1);
  }
}
