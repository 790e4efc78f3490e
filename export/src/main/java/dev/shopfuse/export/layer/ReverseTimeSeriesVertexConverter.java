package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;

/**
 * Writes time series [N, H, T] backwards. With the mask of a network input, the steps that count
 * change places among themselves and the others become zero.
 */
final class ReverseTimeSeriesVertexConverter implements LayerConverter<ReverseTimeSeriesVertex> {
  @Override
  public Class<ReverseTimeSeriesVertex> layer() {
    return ReverseTimeSeriesVertex.class;
  }

  @Override
  public Value convert(LayerSite<ReverseTimeSeriesVertex> site) {
    String input = site.layer().getMaskArrayInputName();
    Optional<Value> mask = input == null ? Optional.empty() : site.networkInput(input).mask();
    return mask.map(steps -> masked(site, steps))
        .orElseGet(() -> Rearrange.reverse(site, site.input(), 2));
  }

  /** Counts steps from the left and from the right; two that have the same count change places. */
  private static Value masked(LayerSite<ReverseTimeSeriesVertex> site, Value mask) {
    Value fromLeft = counted(site, mask, 0);
    Value fromRight = counted(site, mask, 1);
    Value partners =
        site.add(
            Operator.EQUAL,
            List.of(
                Rearrange.unsqueeze(site, fromLeft, 2), Rearrange.unsqueeze(site, fromRight, 1)));
    Value moves = site.add(Operator.CAST, partners, Attribute.of("to", ElementType.FLOAT.code()));
    Value present = site.add(Operator.MUL, List.of(moves, Rearrange.unsqueeze(site, mask, 1)));
    Value both = site.add(Operator.MUL, List.of(present, Rearrange.unsqueeze(site, mask, 2)));
    return site.add(Operator.MATMUL, List.of(site.input(), both));
  }

  private static Value counted(LayerSite<?> site, Value mask, long reverse) {
    return site.add(
        Operator.CUM_SUM, List.of(mask, site.integer("time", 1)), Attribute.of("reverse", reverse));
  }
}
