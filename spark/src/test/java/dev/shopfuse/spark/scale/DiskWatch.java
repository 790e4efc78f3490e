package dev.shopfuse.spark.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Looks every two seconds how much a folder and the heap hold, and keeps the most. Close it. */
final class DiskWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 2_000;

  private final Path folder;
  private final Thread thread = new Thread(this::watch, "disk-watch");
  private volatile boolean closed;
  private volatile long mostBytes;
  private volatile long mostHeapBytes;

  DiskWatch(Path folder) {
    this.folder = folder;
    thread.setDaemon(true);
    thread.start();
  }

  long mostBytes() {
    return mostBytes;
  }

  long mostHeapBytes() {
    return mostHeapBytes;
  }

  private void watch() {
    while (!closed) {
      mostBytes = Math.max(mostBytes, bytes());
      Runtime runtime = Runtime.getRuntime();
      mostHeapBytes = Math.max(mostHeapBytes, runtime.totalMemory() - runtime.freeMemory());
      try {
        Thread.sleep(PERIOD_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private long bytes() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      // A file went while we looked; the next look sees the rest.
      return 0;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
