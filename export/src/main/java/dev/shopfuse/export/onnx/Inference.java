package dev.shopfuse.export.onnx;

import java.util.List;

/** Tells the types and shapes that an operator gives, or throws {@link GraphException}. */
@FunctionalInterface
interface Inference {
  List<TensorType> infer(NodeView node);
}
