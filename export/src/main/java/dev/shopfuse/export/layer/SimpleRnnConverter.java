package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.params.SimpleRnnParamInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes {@code h = activation(x W + h' R + b)} step by step: input [N, I, T] or [N, T, I].
 *
 * <p>With a mask it becomes an LSTM whose forget gate is shut, whose input gate is open, and whose
 * output gate is the mask: the same formula, times the mask.
 */
final class SimpleRnnConverter implements LayerConverter<SimpleRnn> {
  private static final IActivation SIGMOID = new ActivationSigmoid();
  private static final IActivation IDENTITY = new ActivationIdentity();

  @Override
  public Class<SimpleRnn> layer() {
    return SimpleRnn.class;
  }

  @Override
  public String limits() {
    return "without layer normalisation; activations as for LSTM";
  }

  @Override
  public Value convert(LayerSite<SimpleRnn> site) {
    if (site.layer().hasLayerNorm()) {
      throw site.unsupported("layer normalisation inside of a recurrence");
    }
    return site.mask().isPresent() ? masked(site) : plain(site);
  }

  private static Value plain(LayerSite<SimpleRnn> site) {
    boolean isLast = Recurrences.isLast(site.layer());
    INDArray weight = site.array(SimpleRnnParamInitializer.WEIGHT_KEY);
    INDArray recurrent = site.array(SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY);
    long hidden = weight.size(1);
    INDArray bias =
        Nd4j.concat(
            1,
            site.array(SimpleRnnParamInitializer.BIAS_KEY).reshape(1, hidden),
            Nd4j.zeros(weight.dataType(), 1, hidden));
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of("hidden_size", hidden));
    attributes.addAll(Recurrences.activations(site, site.layer().getActivationFn()));
    Value output =
        site.add(
            Operator.RNN,
            List.of(
                Recurrences.timeFirst(site, site.input(), isLast),
                site.constant("W", weight.transpose(), 1, hidden, weight.size(0)),
                site.constant("R", recurrent.transpose(), 1, hidden, hidden),
                site.constant("B", bias)),
            attributes.toArray(new Attribute[0]));
    return Recurrences.batchFirst(site, output, isLast);
  }

  private static Value masked(LayerSite<SimpleRnn> site) {
    INDArray bias = site.array(SimpleRnnParamInitializer.BIAS_KEY);
    long hidden = bias.length();
    INDArray shut = Nd4j.valueArrayOf(new long[] {1, hidden}, Recurrences.SHUT, DataType.FLOAT);
    Lstms.Cell cell =
        new Lstms.Cell(
            firstBlock(site.array(SimpleRnnParamInitializer.WEIGHT_KEY)),
            firstBlock(site.array(SimpleRnnParamInitializer.RECURRENT_WEIGHT_KEY)),
            Nd4j.concat(
                1,
                bias.castTo(DataType.FLOAT).reshape(1, hidden),
                shut,
                shut.mul(-0.5),
                shut.mul(-0.5)),
            SIGMOID,
            IDENTITY,
            site.layer().getActivationFn());
    return Lstms.apply(site, site.input(), Recurrences.isLast(site.layer()), cell, site.mask());
  }

  /** Returns a matrix followed by zeros for the three gates. */
  private static INDArray firstBlock(INDArray matrix) {
    INDArray floats = matrix.castTo(DataType.FLOAT);
    INDArray zeros = Nd4j.zeros(DataType.FLOAT, floats.size(0), 3 * floats.size(1));
    return Nd4j.concat(1, floats, zeros);
  }
}
