package dev.shopfuse.spark;

import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Says what went wrong in a job of Spark, which wraps what its tasks throw several times. */
final class SparkFailure {
  private static final String OURS = "dev.shopfuse.";

  private SparkFailure() {}

  /**
   * Returns the sentence of the first exception in the chain of causes that this project wrote for
   * its user, or else names the deepest cause.
   */
  static InputException explain(Throwable thrown) {
    Throwable cause = thrown;
    while (!isOurs(cause)) {
      Throwable deeper = cause.getCause();
      if (deeper == null) {
        return new InputException("Spark failed: " + cause, thrown);
      }
      cause = deeper;
    }
    return new InputException(String.valueOf(cause.getMessage()), thrown);
  }

  /** Returns what could not be read or written, and why. */
  static String sentence(UncheckedIOException thrown) {
    return thrown.getMessage()
        + ": "
        + FileProblem.reason(Objects.requireNonNull(thrown.getCause()));
  }

  /** Spark and Java throw IllegalArgumentException, too, for mistakes that no user can mend. */
  private static boolean isOurs(Throwable cause) {
    if (cause instanceof InputException) {
      return true;
    }
    StackTraceElement[] trace = cause.getStackTrace();
    return cause instanceof IllegalArgumentException
        && cause.getMessage() != null
        && trace.length > 0
        && trace[0].getClassName().startsWith(OURS);
  }
}
