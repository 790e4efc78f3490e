package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.FloatTiles;
import dev.shopfuse.training.network.Loops;
import dev.shopfuse.training.network.Rectifier;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer: {@code output [R, H] = activation(input [R, I] W + b)}, the activation being ReLU
 * or none. Adds its gradients to the views that the graph's updater reads.
 */
final class Dense implements Operation {
  private final Rows input;
  private final Rows output;
  private final Parameters weights;
  private final Parameters biases;
  private final boolean rectifies;
  private final Products products;
  private final NativeRows in = new NativeRows();
  private final NativeRows out = new NativeRows();
  private final NativeRows ones = new NativeRows();
  private final BiasTile bias;
  private float[] spare = {};

  /** Native parameters and their gradient, both of a graph. An empty bias has no cells. */
  record Parameters(FloatPointer values, FloatPointer gradient, int count) {
    static final Parameters NONE = new Parameters(new FloatPointer(1), new FloatPointer(1), 0);

    static Parameters of(INDArray values, INDArray gradient) {
      return new Parameters(
          FloatTiles.start(values), FloatTiles.start(gradient), (int) values.length());
    }
  }

  Dense(
      Products products,
      Rows input,
      Rows output,
      Parameters weights,
      Parameters biases,
      boolean rectifies) {
    this.products = products;
    this.input = input;
    this.output = output;
    this.weights = weights;
    this.biases = biases;
    this.rectifies = rectifies;
    bias = new BiasTile(products.outputs());
  }

  @Override
  public void prepare(int groups) {
    output.reserve(groups, input.rowsPerGroup());
    in.reserve(input.count(groups) * products.inputs());
    out.reserve(input.count(groups) * output.columns());
    if (biases.count > 0) {
      bias.read(biases.values);
      ones.putOnes(input.count(groups));
    }
  }

  @Override
  public void forward(int groups) {
    int rows = input.count(groups);
    in.put(input.cells(), input.start(), rows * products.inputs());
    products.forward(rows, in.pointer(), weights.values, out.pointer());
    if (rectifies || biases.count > 0) {
      bias.copyBiased(out, output.cells(), rows * output.columns(), rectifies);
    } else {
      out.get(0, output.cells(), 0, rows * output.columns());
    }
  }

  @Override
  public void backward(int groups) {
    int rows = input.count(groups);
    float[] delta = output.gradient();
    if (rectifies) {
      Rectifier.mask(delta, output.cells(), rows * output.columns());
    }
    out.put(delta, 0, rows * output.columns());
    products.addWeightGradient(rows, in.pointer(), out.pointer(), weights.gradient);
    if (biases.count > 0) {
      products.addBiasGradient(rows, out.pointer(), ones.pointer(), biases.gradient);
    }
    giveInputGradient(rows);
  }

  private void giveInputGradient(int rows) {
    int cells = rows * products.inputs();
    products.inputGradient(rows, out.pointer(), weights.values, in.pointer());
    if (!input.claimGradient()) {
      in.get(0, input.gradient(), input.start(), cells);
      return;
    }
    spare = spare.length < cells ? new float[cells] : spare;
    in.get(0, spare, 0, cells);
    Loops.add(input.gradient(), input.start(), spare, 0, cells);
  }
}
