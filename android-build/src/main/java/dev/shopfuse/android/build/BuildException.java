package dev.shopfuse.android.build;

/** The build cannot go on; the message says why and what to do. Immutable. */
public final class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BuildException(String message) {
    super(message);
  }

  BuildException(String message, Throwable cause) {
    super(message, cause);
  }
}
