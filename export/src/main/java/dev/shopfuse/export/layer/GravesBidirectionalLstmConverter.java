package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.GravesBidirectionalLSTM;

/** Writes two LSTMs with peepholes, one of which reads backwards, and the sum of their outputs. */
@SuppressWarnings("deprecation") // DL4J says to use Bidirectional; old files have this one.
final class GravesBidirectionalLstmConverter implements LayerConverter<GravesBidirectionalLSTM> {
  @Override
  public Class<GravesBidirectionalLSTM> layer() {
    return GravesBidirectionalLSTM.class;
  }

  @Override
  public String limits() {
    return "activations as for LSTM";
  }

  @Override
  public Value convert(LayerSite<GravesBidirectionalLSTM> site) {
    boolean isLast = Recurrences.isLast(site.layer());
    long time = isLast ? 1 : 2;
    Value forward = Lstms.apply(site, site.input(), isLast, cell(site, "F"), site.mask());
    Value reversed = Rearrange.reverse(site, site.input(), time);
    Optional<Value> mask = site.mask().map(steps -> Rearrange.reverse(site, steps, 1));
    Value backward = Lstms.apply(site, reversed, isLast, cell(site, "B"), mask);
    return site.add(Operator.ADD, List.of(forward, Rearrange.reverse(site, backward, time)));
  }

  private static Lstms.Cell cell(LayerSite<GravesBidirectionalLSTM> site, String direction) {
    return new Lstms.Cell(
        site.array("W" + direction),
        site.array("RW" + direction),
        site.array("b" + direction),
        site.layer().getGateActivationFn(),
        site.layer().getActivationFn(),
        site.layer().getActivationFn());
  }
}
