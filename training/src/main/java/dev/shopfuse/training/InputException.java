package dev.shopfuse.training;

/**
 * What the caller gave cannot be used: a table, a configuration, a folder.
 *
 * <p>The message is one clear sentence for the person at the command line: what was wrong, the
 * value, what is allowed, what to do. Immutable.
 */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Creates the exception with the sentence to show. */
  public InputException(String message) {
    super(message);
  }

  /** Creates the exception with the sentence to show and what led to it. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
