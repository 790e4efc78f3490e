package dev.shopfuse.training.network;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** The parameters of a {@link ColumnDenseLayer}: DL4J gives every layer it does not know a bias. */
final class ColumnDenseInitializer extends DefaultParamInitializer {
  static final ColumnDenseInitializer INSTANCE = new ColumnDenseInitializer();

  private ColumnDenseInitializer() {}

  @Override
  protected boolean hasBias(Layer layer) {
    return ((ColumnDenseLayer) layer).hasBias();
  }
}
