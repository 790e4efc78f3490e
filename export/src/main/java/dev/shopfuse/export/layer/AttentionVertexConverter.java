package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;

/** Writes attention: queries [N, F, Q], keys [N, F, T], values [N, V, T] to [N, O, Q]. */
final class AttentionVertexConverter implements LayerConverter<AttentionVertex> {
  @Override
  public Class<AttentionVertex> layer() {
    return AttentionVertex.class;
  }

  @Override
  public Value convert(LayerSite<AttentionVertex> site) {
    Optional<Value> queries = site.signals().get(0).mask();
    List<Value> masks =
        site.signals().stream().skip(1).flatMap(signal -> signal.mask().stream()).toList();
    Optional<Value> mask =
        masks.isEmpty() ? Optional.empty() : Optional.of(site.add(Operator.MIN, masks));
    List<Value> inputs = site.inputs();
    Value attended =
        site.layer().isProjectInput()
            ? Attention.apply(site, inputs, Attention.projections(site), mask)
            : Attention.apply(site, inputs.get(0), inputs.get(1), inputs.get(2), mask);
    return Masks.keepSteps(site, attended, queries, false);
  }
}
