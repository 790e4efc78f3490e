package dev.shopfuse.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The matrix products of a training step alone: what a step costs at least. */
final class MatrixProducts {
  /** CPU time for which each layer runs until its calls are compiled, and then is measured. */
  private static final long WARM_UP_NANOS = 300_000_000;

  private static final long MEASURED_NANOS = 300_000_000;
  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private MatrixProducts() {}

  /** One dense layer: rows of an example, inputs and outputs. */
  private record Layer(int rows, int in, int out) {}

  private static List<Layer> layers(TrainingSize size) {
    int first = size.hidden.get(0);
    List<Layer> tower = new ArrayList<>();
    tower.add(new Layer(1, TrainingMarket.USER_FEATURES * size.width, first));
    tower.add(new Layer(2, TrainingMarket.TARGET_FEATURES * size.width, first));
    for (int layer = 1; layer < size.hidden.size(); layer++) {
      tower.add(new Layer(2, size.hidden.get(layer - 1), size.hidden.get(layer)));
    }
    tower.add(new Layer(2, size.hidden.get(size.hidden.size() - 1), 1));
    List<Layer> both = new ArrayList<>(tower);
    both.addAll(tower);
    return both;
  }

  /**
   * Returns the cost of forward product, weight gradient and input gradient of all layers, computed
   * as the workers of a step do: each of them its share of the batch, all at the same time, since
   * cores that share caches and memory disturb each other.
   */
  static double cpuMicrosPerExample(TrainingSize size, int workers)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      Callable<Double> share = () -> micros(size, size.batch / workers);
      double micros = 0;
      for (Future<Double> one : threads.invokeAll(Collections.nCopies(workers, share))) {
        micros += one.get();
      }
      return micros / size.batch;
    } finally {
      threads.shutdownNow();
    }
  }

  private static double micros(TrainingSize size, int examples) {
    double micros = 0;
    for (Layer layer : layers(size)) {
      micros += micros(examples * layer.rows, layer.in, layer.out);
    }
    return micros;
  }

  private static double micros(int rows, int in, int out) {
    INDArray input = Nd4j.rand(DataType.FLOAT, in, rows).transpose();
    INDArray weights = Nd4j.rand(DataType.FLOAT, out, in).transpose();
    INDArray output = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, out}, 'f');
    INDArray weightGradient = Nd4j.createUninitialized(DataType.FLOAT, new long[] {in, out}, 'f');
    INDArray inputGradient = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, in}, 'f');
    Runnable products =
        () -> {
          Nd4j.gemm(input, weights, output, false, false, 1, 0);
          Nd4j.gemm(input, output, weightGradient, true, false, 1, 0);
          Nd4j.gemm(output, weights, inputGradient, false, true, 1, 0);
        };
    microsOf(products, WARM_UP_NANOS);
    return microsOf(products, MEASURED_NANOS);
  }

  private static double microsOf(Runnable products, long nanos) {
    long start = CLOCK.getCurrentThreadCpuTime();
    for (int done = 1; ; done++) {
      products.run();
      long used = CLOCK.getCurrentThreadCpuTime() - start;
      if (used >= nanos) {
        return used / 1e3 / done;
      }
    }
  }
}
