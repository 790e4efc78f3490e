package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleFormat;
import java.io.File;
import java.io.IOException;

/**
 * Where everything is in a store.
 *
 * <pre>
 * store.json                         which model is in use, which one was before, and what was
 *                                    seen of the channel
 * models/SHA256/model.shopfuse       a bundle, by the digest of the file
 * models/SHA256/crashes              how often loading it has ended the process
 * incoming/SHA256.part               a download under way
 * install.part                       a copy under way
 * installation.id                    a random number that never leaves the device
 * *.lock                             locks between processes
 * </pre>
 */
final class StoreDirectory {
  private static final int MAX_STATE_BYTES = 1 << 20;
  private static final String PART = ".part";

  private final File root;

  StoreDirectory(File root) {
    this.root = root;
  }

  File root() {
    return root;
  }

  File model(String sha256) {
    return new File(modelDirectory(sha256), "model" + BundleFormat.FILE_ENDING);
  }

  File crashes(String sha256) {
    return new File(modelDirectory(sha256), "crashes");
  }

  File modelDirectory(String sha256) {
    return new File(models(), sha256);
  }

  File models() {
    return new File(root, "models");
  }

  File incoming() {
    return new File(root, "incoming");
  }

  File part(String name) {
    return new File(incoming(), name + PART);
  }

  /** A copy under way; guarded by the state lock. */
  File copy() {
    return new File(root, "install" + PART);
  }

  File installationId() {
    return new File(root, "installation.id");
  }

  /** Guards the state; held for moments. */
  ProcessLock stateLock() throws IOException {
    return ProcessLock.of(new File(root, "state.lock"));
  }

  /** Guards the loading of a model into native code. */
  ProcessLock loadLock() throws IOException {
    return ProcessLock.of(new File(root, "load.lock"));
  }

  /** Guards downloads; held as long as one takes. */
  ProcessLock updateLock() throws IOException {
    return ProcessLock.of(new File(root, "update.lock"));
  }

  StoreState readState() throws IOException {
    String text = DurableFiles.read(stateFile(), MAX_STATE_BYTES);
    try {
      return text == null ? StoreState.EMPTY : StoreState.read(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          stateFile()
              + " is damaged: "
              + e.getMessage()
              + "; delete the store and install a model again",
          e);
    }
  }

  void writeState(StoreState state) throws StorageException {
    DurableFiles.write(stateFile(), state.toJson());
  }

  private File stateFile() {
    return new File(root, "store.json");
  }
}
