package dev.shopfuse.spark.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

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

  /** Files come and go while we look; one that is gone counts nothing. */
  private long bytes() {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(folder, new Sizes(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot watch " + folder, e);
    }
    return bytes.get();
  }

  private static final class Sizes extends SimpleFileVisitor<Path> {
    private final AtomicLong bytes;

    Sizes(AtomicLong bytes) {
      this.bytes = bytes;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes.addAndGet(attributes.size());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
