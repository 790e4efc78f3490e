package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;

/** Writes a recurrent layer, its twin that reads backwards, and what joins their outputs. */
final class BidirectionalConverter implements LayerConverter<Bidirectional> {
  @Override
  public Class<Bidirectional> layer() {
    return Bidirectional.class;
  }

  @Override
  public String limits() {
    return "within the limits of the layer it holds";
  }

  @Override
  public Value convert(LayerSite<Bidirectional> site) {
    boolean isLast = site.layer().getRNNDataFormat() == RNNFormat.NWC;
    long time = isLast ? 1 : 2;
    Signal input = site.signals().get(0);
    Signal reversed =
        new Signal(
            Rearrange.reverse(site, input.value(), time),
            input.mask().map(mask -> Rearrange.reverse(site, mask, 1)));
    Value forward = site.delegate("forward", site.layer().getFwd(), List.of(input), "f").value();
    Value backward =
        site.delegate("backward", site.layer().getBwd(), List.of(reversed), "b").value();
    boolean isSeries = backward.shape().rank() == 3;
    Value inOrder = isSeries ? Rearrange.reverse(site, backward, time) : backward;
    return join(site, List.of(forward, inOrder), isSeries && isLast ? 2 : 1);
  }

  private static Value join(LayerSite<Bidirectional> site, List<Value> both, long featureAxis) {
    return switch (site.layer().getMode()) {
      case ADD -> site.add(Operator.ADD, both);
      case MUL -> site.add(Operator.MUL, both);
      case AVERAGE ->
          site.add(Operator.MUL, List.of(site.add(Operator.ADD, both), site.scalar("half", 0.5)));
      case CONCAT -> site.add(Operator.CONCAT, both, Attribute.of("axis", featureAxis));
    };
  }
}
