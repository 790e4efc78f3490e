package dev.shopfuse.training.network;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies heap arrays into fresh, contiguous ND4J arrays in one call. */
final class HeapCopy {
  private HeapCopy() {}

  static void copy(float[] source, INDArray target, long position) {
    try (FloatPointer pointer = new FloatPointer(target.data().pointer())) {
      pointer.position(position).put(source, 0, source.length);
    }
  }

  static void copy(double[] source, INDArray target, long position) {
    try (DoublePointer pointer = new DoublePointer(target.data().pointer())) {
      pointer.position(position).put(source, 0, source.length);
    }
  }
}
