package dev.shopfuse.sdk.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store cannot be written: the disk is full, the directory read-only, or the like. The model in
 * use is untouched. Immutable.
 */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  StorageException(String message, @Nullable Throwable cause) {
    super(message + " (troubleshooting: store-not-writable)", cause);
  }
}
