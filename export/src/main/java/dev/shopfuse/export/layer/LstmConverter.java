package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.AbstractLSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;

/**
 * Writes an LSTM layer, with or without peepholes: input [N, I, T] or [N, T, I]. Like DL4J it hands
 * a mask on without looking at it, unless {@code LastTimeStep} or {@code MaskZeroLayer} wraps it.
 */
final class LstmConverter<T extends AbstractLSTM> implements LayerConverter<T> {
  private final Class<T> layer;

  LstmConverter(Class<T> layer) {
    this.layer = layer;
  }

  @Override
  public Class<T> layer() {
    return layer;
  }

  @Override
  public String limits() {
    return "activations ReLU, TanH, Sigmoid, HardSigmoid, Identity, LReLU, ELU, SoftSign, SoftPlus;"
        + " with a mask, gates Sigmoid or HardSigmoid";
  }

  @Override
  public Value convert(LayerSite<T> site) {
    T lstm = site.layer();
    return Lstms.apply(
        site,
        site.input(),
        Recurrences.isLast(lstm),
        new Lstms.Cell(
            site.array(LSTMParamInitializer.INPUT_WEIGHT_KEY),
            site.array(LSTMParamInitializer.RECURRENT_WEIGHT_KEY),
            site.array(LSTMParamInitializer.BIAS_KEY),
            lstm.getGateActivationFn(),
            lstm.getActivationFn(),
            lstm.getActivationFn()),
        site.signals().get(0).isEnforced() ? site.mask() : Optional.empty());
  }
}
