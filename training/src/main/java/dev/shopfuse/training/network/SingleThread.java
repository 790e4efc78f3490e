package dev.shopfuse.training.network;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps ND4J and its BLAS on one thread. Two OpenMP threads on two busy cores spin at their
 * barriers and take several times as long as one; and sums split over threads depend on their
 * number.
 */
public final class SingleThread {
  private SingleThread() {}

  /** Sets BLAS and the calling thread to one thread. */
  public static void use() {
    Nd4j.factory().blas().setMaxThreads(1);
    useHere();
  }

  /** Sets the calling thread to one OpenMP thread; each thread has a setting of its own. */
  public static void useHere() {
    Nd4j.factory(); // First: its initialisation tells the holder which backend there is.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
