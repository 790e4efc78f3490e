package dev.shopfuse.export.parity;

import dev.shopfuse.export.ExportException;

/** An exported graph that computes something else than the model it was made of. */
public final class ParityException extends ExportException {
  private static final long serialVersionUID = 1;

  ParityException(String message) {
    super(message);
  }
}
