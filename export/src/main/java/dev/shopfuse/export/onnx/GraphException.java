package dev.shopfuse.export.onnx;

/** A graph that the ONNX specification does not allow; the message names the node or the value. */
public final class GraphException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  GraphException(String message) {
    super(message);
  }
}
