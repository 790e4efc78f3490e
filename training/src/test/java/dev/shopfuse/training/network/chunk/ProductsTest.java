package dev.shopfuse.training.network.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** Sizes that are one product, and sizes that are cut into pieces with a rest. */
class ProductsTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-4f);

  static {
    Nd4j.factory(); // loads BLAS
  }

  private static float[] random(int cells) {
    SplittableRandom random = new SplittableRandom(cells);
    float[] values = new float[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  private static float[] read(FloatPointer pointer, int cells) {
    float[] values = new float[cells];
    pointer.get(values);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"7, 3, 5", "250, 100, 90", "50, 150, 140", "30, 300, 200", "9, 4, 1"})
  void products_anySize_areThoseOfTheDefinition(int rows, int inputs, int outputs) {
    Products products = new Products(inputs, outputs);
    float[] x = random(rows * inputs);
    float[] w = random(inputs * outputs);
    float[] d = random(rows * outputs);
    FloatPointer output = new FloatPointer(new float[rows * outputs]);
    FloatPointer weightGradient = new FloatPointer(new float[inputs * outputs]);
    FloatPointer inputGradient = new FloatPointer(new float[rows * inputs]);
    FloatPointer biasGradient = new FloatPointer(new float[outputs]);
    // One pointer each, so that one left moved would show.
    FloatPointer input = new FloatPointer(x);
    FloatPointer weights = new FloatPointer(w);
    FloatPointer delta = new FloatPointer(d);
    products.addWeightGradient(rows, input, delta, weightGradient);
    products.inputGradient(rows, delta, weights, inputGradient);
    products.forward(rows, input, weights, output);
    products.addBiasGradient(rows, delta, new FloatPointer(ones(rows)), biasGradient);
    assertThat(read(output, rows * outputs))
        .containsExactly(output(x, w, rows, inputs, outputs), CLOSE);
    assertThat(read(weightGradient, inputs * outputs))
        .containsExactly(weightGradient(x, d, rows, inputs, outputs), CLOSE);
    assertThat(read(inputGradient, rows * inputs))
        .containsExactly(inputGradient(d, w, rows, inputs, outputs), CLOSE);
    // What ones as input give to weights, they give to the bias.
    assertThat(read(biasGradient, outputs))
        .containsExactly(weightGradient(ones(rows), d, rows, 1, outputs), CLOSE);
  }

  private static float[] ones(int cells) {
    float[] ones = new float[cells];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static float[] output(float[] x, float[] w, int rows, int inputs, int outputs) {
    float[] y = new float[rows * outputs];
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < outputs; out++) {
        for (int in = 0; in < inputs; in++) {
          y[row * outputs + out] += x[row * inputs + in] * w[out * inputs + in];
        }
      }
    }
    return y;
  }

  private static float[] weightGradient(float[] x, float[] d, int rows, int inputs, int outputs) {
    float[] gradient = new float[inputs * outputs];
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < outputs; out++) {
        for (int in = 0; in < inputs; in++) {
          gradient[out * inputs + in] += x[row * inputs + in] * d[row * outputs + out];
        }
      }
    }
    return gradient;
  }

  private static float[] inputGradient(float[] d, float[] w, int rows, int inputs, int outputs) {
    float[] gradient = new float[rows * inputs];
    for (int row = 0; row < rows; row++) {
      for (int out = 0; out < outputs; out++) {
        for (int in = 0; in < inputs; in++) {
          gradient[row * inputs + in] += d[row * outputs + out] * w[out * inputs + in];
        }
      }
    }
    return gradient;
  }
}
