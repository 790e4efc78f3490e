package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.ElementType;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;

/** Writes a recurrent layer for which steps do not count whose inputs all have one value. */
final class MaskZeroLayerConverter implements LayerConverter<MaskZeroLayer> {
  @Override
  public Class<MaskZeroLayer> layer() {
    return MaskZeroLayer.class;
  }

  @Override
  public Value convert(LayerSite<MaskZeroLayer> site) {
    Layer wrapped = site.layer().getUnderlying();
    boolean isLast =
        wrapped instanceof BaseRecurrentLayer recurrent && Recurrences.isLast(recurrent);
    Value empty = site.scalar("masking", site.layer().getMaskingValue());
    Value same = site.add(Operator.EQUAL, List.of(site.input(), empty));
    Value other = site.add(Operator.NOT, same);
    Value mask =
        site.add(
            Operator.REDUCE_MAX,
            site.add(Operator.CAST, other, Attribute.of("to", ElementType.FLOAT.code())),
            Attribute.ofAll("axes", isLast ? 2 : 1),
            Attribute.of("keepdims", 0));
    Signal input = new Signal(site.input(), Optional.of(mask)).enforced();
    return site.pass(site.delegate("", wrapped, List.of(input), ""));
  }
}
