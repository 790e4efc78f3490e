package dev.shopfuse.training.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes a directory aside and gives it its name when it is complete. */
final class AtomicDirectory {
  private AtomicDirectory() {}

  interface Writer {
    void write(Path directory) throws IOException;
  }

  /** Writes and renames; what stood there before is gone only after that. */
  static void replace(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = Objects.requireNonNull(absolute.getParent(), "the root is no model directory");
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "." + absolute.getFileName() + "-new-");
    try {
      writer.write(fresh);
      swap(fresh, absolute, parent);
    } finally {
      delete(fresh);
    }
  }

  private static void swap(Path fresh, Path target, Path parent) throws IOException {
    if (!Files.exists(target)) {
      Files.move(fresh, target);
      return;
    }
    Path old = Files.createTempDirectory(parent, "." + target.getFileName() + "-old-");
    Files.move(target, old.resolve("model"));
    try {
      Files.move(fresh, target);
    } catch (IOException e) {
      Files.move(old.resolve("model"), target);
      throw e;
    } finally {
      delete(old);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
