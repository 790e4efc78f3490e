package dev.shopfuse.export.layer;

/** A network with a layer that cannot become ONNX; the message names it and says what can. */
public final class UnsupportedLayerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedLayerException(String message) {
    super(message);
  }
}
