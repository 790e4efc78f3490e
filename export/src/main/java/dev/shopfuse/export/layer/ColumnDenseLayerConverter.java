package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.training.network.ColumnDenseLayer;

/** Writes {@code activation(input W + b)}: input [.., I], weight W [I, H], bias b [H]. */
final class ColumnDenseLayerConverter implements LayerConverter<ColumnDenseLayer> {
  @Override
  public Class<ColumnDenseLayer> layer() {
    return ColumnDenseLayer.class;
  }

  @Override
  public Value convert(LayerSite<ColumnDenseLayer> site) {
    Value affine = Affine.apply(site, site.layer(), site.layer().hasBias());
    return Activations.apply(site.layer().getActivationFn(), site, affine);
  }
}
