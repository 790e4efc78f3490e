package dev.shopfuse.sdk.store;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often loading a model has ended the process. The count goes up before native code sees
 * the model and is removed when it returns, so it stays only when there was no return. A lock is
 * held meanwhile: who can take it knows that nobody is loading at the moment.
 *
 * <p>In a store that cannot be written nothing is counted, and the model is loaded all the same.
 */
@SuppressWarnings("try") // A lock is held, not used.
final class LoadGuard {
  /** As many crashes, and the model is not loaded again. */
  static final int MOST_CRASHES = 2;

  private final StoreDirectory files;
  private final File counter;
  private ProcessLock.@Nullable Held held;

  LoadGuard(StoreDirectory files, String sha256) {
    this.files = files;
    this.counter = files.crashes(sha256);
  }

  void loading() throws IOException {
    try {
      held = files.loadLock().takeUninterruptibly();
      addOne();
    } catch (StorageException e) {
      survived();
    }
  }

  void survived() {
    ProcessLock.Held mine = held;
    if (mine != null) {
      held = null;
      DurableFiles.delete(counter);
      mine.close();
    }
  }

  /** Returns how often loading has ended the process, once nobody is loading. */
  int crashes() throws IOException {
    if (!counter.exists()) {
      return 0;
    }
    try (ProcessLock.Held quiet = files.loadLock().takeUninterruptibly()) {
      return count();
    } catch (StorageException e) {
      return 0;
    }
  }

  /** Leaves the model one more try. */
  void forgive() throws IOException {
    try (ProcessLock.Held quiet = files.loadLock().takeUninterruptibly()) {
      DurableFiles.delete(counter);
      addOne();
    }
  }

  /** The length of the file is the count: no write can tear it. */
  private int count() {
    return (int) counter.length();
  }

  private void addOne() throws StorageException {
    try (FileOutputStream out = new FileOutputStream(counter, true)) {
      out.write('x');
      out.getFD().sync();
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(counter, e);
    }
  }
}
