package dev.shopfuse.training.model;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes a directory aside and gives it its name when it is complete and on the disk: after a
 * crash, even of the machine, the name stands for a whole directory or for none.
 */
public final class AtomicDirectory {
  private AtomicDirectory() {}

  /** Writes files into a fresh directory. */
  public interface Writer {
    void write(Path directory) throws IOException;
  }

  /** Writes and renames; what stood there before is gone only after that. */
  public static void replace(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = Objects.requireNonNull(absolute.getParent(), "the root is no model directory");
    Files.createDirectories(parent);
    Path fresh = Files.createTempDirectory(parent, "." + absolute.getFileName() + "-new-");
    try {
      writer.write(fresh);
      force(fresh);
      swap(fresh, absolute, parent);
      forceOne(parent);
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

  private static void force(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        forceOne(file);
      }
    }
  }

  /** Files and directories alike; systems that cannot open a directory need no force for it. */
  private static void forceOne(Path file) throws IOException {
    if (Files.isDirectory(file) && File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes a directory with everything in it, if it exists. */
  public static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
