package dev.shopfuse.export.layer;

import dev.shopfuse.export.ExportException;

/** A network with a layer that cannot become ONNX; the message names it and says what can. */
public final class UnsupportedLayerException extends ExportException {
  private static final long serialVersionUID = 1;

  UnsupportedLayerException(String message) {
    super(message);
  }
}
