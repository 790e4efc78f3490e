package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Value;
import java.util.Optional;

/**
 * What one layer gives to the next.
 *
 * @param value its activations
 * @param mask of a time series [N, C, T], which steps count [N, T]: 1 counts, 0 is padding; where
 *     time steps became rows, one number a row [T * N, 1]; absent if all count
 * @param isEnforced whether a layer that wraps the next one sets the mask on it; DL4J's LSTM layers
 *     only then look at it
 */
record Signal(Value value, Optional<Value> mask, boolean isEnforced) {
  Signal(Value value, Optional<Value> mask) {
    this(value, mask, false);
  }

  Signal enforced() {
    return new Signal(value, mask, true);
  }
}
