package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Writes LSTM cells: W [I, 4H], R [H, 4H] or with peepholes [H, 4H + 3], b [4H].
 *
 * <p>DL4J's columns are block input, forget gate, output gate, input gate; ONNX's rows are input
 * gate, output gate, forget gate, block input. Peepholes are forget, output, input in DL4J, and
 * input, output, forget in ONNX.
 *
 * <p>At a masked step DL4J makes output and cell zero. Here the mask is one more input that shuts
 * all gates, which gives the same zeros wherever the masked steps are.
 */
final class Lstms {
  private static final int[] GATES = {3, 2, 1, 0};
  private static final int[] PEEPHOLES = {2, 1, 0};

  private Lstms() {}

  /**
   * The parameters of one direction, and its functions.
   *
   * @param gate of the gates
   * @param block of the block input
   * @param cell of the cell, before it leaves
   */
  record Cell(
      INDArray weight,
      INDArray recurrent,
      INDArray bias,
      IActivation gate,
      IActivation block,
      IActivation cell) {
    long hidden() {
      return recurrent.size(0);
    }
  }

  /** Returns the output for a series [N, I, T] or [N, T, I], in the same order. */
  static Value apply(
      LayerSite<?> site, Value input, boolean featuresAreLast, Cell cell, Optional<Value> mask) {
    Value series = Recurrences.timeFirst(site, input, featuresAreLast);
    long hidden = cell.hidden();
    float[][] weight = columns(cell.weight(), hidden, GATES);
    if (mask.isPresent()) {
      requireShuttable(site, cell.gate());
      series = Recurrences.withMask(site, series, mask.get());
      weight = withShutter(weight, hidden);
    }
    List<Value> inputs = new ArrayList<>();
    inputs.add(series);
    inputs.add(matrix(site, "W", weight));
    inputs.add(matrix(site, "R", columns(cell.recurrent(), hidden, GATES)));
    inputs.add(bias(site, cell));
    if (cell.recurrent().size(1) > 4 * hidden) {
      inputs.addAll(List.of(Value.ABSENT, Value.ABSENT, Value.ABSENT, peepholes(site, cell)));
    }
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(Attribute.of("hidden_size", hidden));
    attributes.addAll(Recurrences.activations(site, cell.gate(), cell.block(), cell.cell()));
    Value output = site.add(Operator.LSTM, inputs, attributes.toArray(new Attribute[0]));
    return Recurrences.batchFirst(site, output, featuresAreLast);
  }

  /** Returns columns, in blocks of one gate each, as rows. */
  private static float[][] columns(INDArray matrix, long hidden, int[] blocks) {
    float[][] all = matrix.castTo(DataType.FLOAT).transpose().dup('c').toFloatMatrix();
    float[][] rows = new float[Math.toIntExact(blocks.length * hidden)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = all[Math.toIntExact(blocks[(int) (i / hidden)] * hidden + i % hidden)];
    }
    return rows;
  }

  /** Returns the weight with one more input, -1 at a masked step, that shuts the three gates. */
  private static float[][] withShutter(float[][] weight, long hidden) {
    float[][] rows = new float[weight.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOf(weight[i], weight[i].length + 1);
      rows[i][weight[i].length] = i < 3 * hidden ? -Recurrences.SHUT : 0;
    }
    return rows;
  }

  private static Value matrix(LayerSite<?> site, String key, float[][] rows) {
    return site.constant(key, Nd4j.create(rows), 1, rows.length, rows[0].length);
  }

  /** Bias [1, 8H]: that of the input, and none of the recurrence. */
  private static Value bias(LayerSite<?> site, Cell cell) {
    float[][] columns = columns(cell.bias().reshape(1, cell.bias().length()), cell.hidden(), GATES);
    float[] bias = new float[2 * columns.length];
    for (int i = 0; i < columns.length; i++) {
      bias[i] = columns[i][0];
    }
    return site.constant("B", Nd4j.createFromArray(bias), 1, bias.length);
  }

  private static Value peepholes(LayerSite<?> site, Cell cell) {
    long hidden = cell.hidden();
    float[] peepholes = new float[Math.toIntExact(3 * hidden)];
    for (int i = 0; i < peepholes.length; i++) {
      long column = 4 * hidden + PEEPHOLES[(int) (i / hidden)];
      peepholes[i] = cell.recurrent().getFloat(i % hidden, column);
    }
    return site.constant("P", Nd4j.createFromArray(peepholes), 1, peepholes.length);
  }

  private static void requireShuttable(LayerSite<?> site, IActivation gate) {
    if (!(gate instanceof ActivationSigmoid || gate instanceof ActivationHardSigmoid)) {
      throw site.unsupported(
          "with a mask, gates must be sigmoid or hard sigmoid, not "
              + gate.getClass().getSimpleName());
    }
  }
}
