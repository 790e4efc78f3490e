package dev.shopfuse.export;

/** A model that cannot be exported as asked; the message is one sentence for a person. */
public class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ExportException(String message) {
    super(message);
  }

  public ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
