package dev.shopfuse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The matrix products of a training step alone: what a step costs at least. */
final class MatrixProducts {
  private static final int WARM_UP = 2;
  private static final int REPEATS = 10;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private MatrixProducts() {}

  /** One dense layer: rows of an example, inputs and outputs. */
  private record Layer(int rows, int in, int out) {}

  private static List<Layer> layers() {
    int user = TrainingMarket.USER_FEATURES * TrainingMarket.WIDTH;
    int target = TrainingMarket.TARGET_FEATURES * TrainingMarket.WIDTH;
    List<Layer> tower =
        List.of(
            new Layer(1, user, 256),
            new Layer(2, target, 256),
            new Layer(2, 256, 128),
            new Layer(2, 128, 64),
            new Layer(2, 64, 1));
    List<Layer> both = new ArrayList<>(tower);
    both.addAll(tower);
    return both;
  }

  /** Returns the cost of forward product, weight gradient and input gradient of all layers. */
  static double cpuMicrosPerExample(int batch) {
    double micros = 0;
    for (Layer layer : layers()) {
      micros += micros(batch * layer.rows, layer.in, layer.out);
    }
    return micros / batch;
  }

  private static double micros(int rows, int in, int out) {
    INDArray input = Nd4j.rand(DataType.FLOAT, in, rows).transpose();
    INDArray weights = Nd4j.rand(DataType.FLOAT, out, in).transpose();
    INDArray output = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, out}, 'f');
    INDArray weightGradient = Nd4j.createUninitialized(DataType.FLOAT, new long[] {in, out}, 'f');
    INDArray inputGradient = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, in}, 'f');
    long start = 0;
    for (int repeat = -WARM_UP; repeat < REPEATS; repeat++) {
      if (repeat == 0) {
        start = CLOCK.getCurrentThreadCpuTime();
      }
      Nd4j.gemm(input, weights, output, false, false, 1, 0);
      Nd4j.gemm(input, output, weightGradient, true, false, 1, 0);
      Nd4j.gemm(output, weights, inputGradient, false, true, 1, 0);
    }
    return (CLOCK.getCurrentThreadCpuTime() - start) / 1e3 / REPEATS;
  }
}
