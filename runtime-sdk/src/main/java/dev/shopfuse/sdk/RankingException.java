package dev.shopfuse.sdk;

import org.jspecify.annotations.Nullable;

/**
 * A failure of the engine: ONNX Runtime is missing, failed, or gave a score that is none.
 * Immutable.
 */
public final class RankingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RankingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
