package dev.shopfuse.training.network;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Copies between native matrices; ND4J's own assignment looks at every cell's place. */
final class NativeCopy {
  private NativeCopy() {}

  /** Copies a matrix into another of its shape, in one piece if their cells lie alike. */
  static void copy(INDArray source, INDArray target) {
    boolean alike =
        source.dataType() == target.dataType()
            && source.stride(0) == target.stride(0)
            && source.stride(1) == target.stride(1)
            && isDense(source);
    if (!alike) {
      target.assign(source);
      return;
    }
    long width = source.dataType().width();
    Pointer.memcpy(start(target, width), start(source, width), source.length() * width);
  }

  private static boolean isDense(INDArray array) {
    boolean byColumns = array.stride(0) == 1 && array.stride(1) == array.size(0);
    boolean byRows = array.stride(1) == 1 && array.stride(0) == array.size(1);
    return byColumns || byRows;
  }

  private static Pointer start(INDArray array, long width) {
    return new BytePointer(array.data().pointer()).position(array.offset() * width);
  }
}
