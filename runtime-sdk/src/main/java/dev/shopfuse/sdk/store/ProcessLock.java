package dev.shopfuse.sdk.store;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file that excludes other threads and other processes; the same thread may take it
 * again. The operating system releases it when a process dies. Thread-safe.
 */
final class ProcessLock {
  /** One for each file in this process, since the platform refuses a process its own lock. */
  private static final Map<String, ProcessLock> LOCKS = new HashMap<>();

  private final File file;
  private final ReentrantLock threads = new ReentrantLock();
  private @Nullable RandomAccessFile opened;

  private ProcessLock(File file) {
    this.file = file;
  }

  static ProcessLock of(File file) throws IOException {
    String path = file.getCanonicalPath();
    synchronized (LOCKS) {
      ProcessLock lock = LOCKS.get(path);
      if (lock == null) {
        lock = new ProcessLock(new File(path));
        LOCKS.put(path, lock);
      }
      return lock;
    }
  }

  /** Waits for the lock; closing what is returned releases it, in the same thread. */
  Held take() throws IOException, InterruptedException {
    threads.lockInterruptibly();
    try {
      return lockFile();
    } catch (IOException e) {
      // An interrupt ends the wait with the flag set, but an exception that says it clears it.
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted waiting for " + file);
      }
      throw e;
    }
  }

  /** Waits for the lock, whatever interrupts; the thread's interrupt flag stays as it is. */
  Held takeUninterruptibly() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        // The platform locks no file while the flag is set, even if nobody else holds it.
        interrupted |= Thread.interrupted();
        threads.lock();
        try {
          return lockFile();
        } catch (IOException e) {
          if (!Thread.interrupted()) {
            throw e;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Held lockFile() throws IOException {
    boolean taken = false;
    try {
      if (threads.getHoldCount() == 1) {
        opened = open();
        opened.getChannel().lock();
      }
      taken = true;
      return this::release;
    } catch (OverlappingFileLockException e) {
      throw new IOException(file + " is locked by another class loader", e);
    } finally {
      if (!taken) {
        release();
      }
    }
  }

  private RandomAccessFile open() throws IOException {
    try {
      return new RandomAccessFile(file, "rw");
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(file, e);
    }
  }

  private void release() {
    try {
      if (threads.getHoldCount() == 1) {
        closeQuietly();
      }
    } finally {
      threads.unlock();
    }
  }

  /** Closing the file releases the lock on it. */
  private void closeQuietly() {
    try {
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      // The file was never written: nothing is lost.
    } finally {
      opened = null;
    }
  }

  /** The lock while it is held. */
  interface Held extends Closeable {
    @Override
    void close();
  }
}
