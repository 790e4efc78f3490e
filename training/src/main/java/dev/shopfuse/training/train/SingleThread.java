package dev.shopfuse.training.train;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J and its BLAS on one thread. Two OpenMP threads on two busy cores spin at their
 * barriers and take several times as long as one; and sums split over threads depend on their
 * number.
 */
final class SingleThread {
  private SingleThread() {}

  static void use() {
    // Nd4j comes first: its initialisation tells the holder which backend there is.
    Nd4j.factory().blas().setMaxThreads(1);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
