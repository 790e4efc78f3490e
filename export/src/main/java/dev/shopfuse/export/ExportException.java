package dev.shopfuse.export;

import java.util.Optional;

/** A model that cannot be exported as asked; the message is one sentence for a person. */
public class ExportException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ExportException(String message) {
    super(message);
  }

  public ExportException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns the first line of what a library's exception says, without a full stop, for use inside
   * a message; its class where it says nothing, as the JVM's own do in code that runs hot.
   */
  public static String said(Throwable failure) {
    return Optional.ofNullable(failure.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
        .orElse(failure.getClass().getSimpleName());
  }
}
