package dev.shopfuse.training.model;

import dev.shopfuse.training.FileProblem;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Writes a directory aside and gives it its name when it is complete and on the disk: after a
 * crash, even of the machine, the name stands for a whole directory or for none.
 */
public final class AtomicDirectory {
  private static final String NEW = "-new-";
  private static final String OLD = "-old-";
  private static final String ASIDE = "model";
  private static final String DISCARDED = "discarded";

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
    Path fresh = Files.createTempDirectory(parent, prefix(absolute, NEW));
    try {
      writer.write(fresh);
      force(fresh);
      swap(fresh, absolute, parent, (from, to) -> Files.move(from, to));
      forceOne(parent);
    } finally {
      delete(fresh);
    }
  }

  /** Gives a directory its name. */
  interface Move {
    void move(Path from, Path to) throws IOException;
  }

  /** Gives a fresh directory the name of a target; what stood there is deleted after that. */
  static void swap(Path fresh, Path target, Path parent, Move move) throws IOException {
    if (!Files.exists(target)) {
      move.move(fresh, target);
      return;
    }
    Path old = Files.createTempDirectory(parent, prefix(target, OLD));
    Path aside = old.resolve(ASIDE);
    try {
      move.move(target, aside);
      move.move(fresh, target);
    } catch (IOException e) {
      putBack(aside, target, move, e);
      delete(old);
      throw e;
    }
    delete(old);
  }

  private static void putBack(Path aside, Path target, Move move, IOException reason)
      throws IOException {
    if (Files.exists(aside)) {
      try {
        move.move(aside, target);
      } catch (IOException e) {
        reason.addSuppressed(e);
        throw new IOException(
            "%s; what stood at %s before lies in %s now, move it back"
                .formatted(FileProblem.reason(reason), target, aside),
            reason);
      }
    }
  }

  /** Takes a directory its name, if it exists, and deletes it after that. */
  public static void discard(Path target) throws IOException {
    discard(target, (from, to) -> Files.move(from, to));
  }

  static void discard(Path target, Move move) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      Path parent = Objects.requireNonNull(absolute.getParent(), "the root cannot be deleted");
      Path old = Files.createTempDirectory(parent, prefix(absolute, OLD));
      move.move(absolute, old.resolve(DISCARDED));
      delete(old);
    }
  }

  /**
   * Clears away what a killed {@link #replace} or {@link #discard} left beside a target; if it was
   * killed between its two renames, what stood there before comes back. Nobody else may be writing
   * the target.
   */
  public static void recover(Path target) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return;
    }
    for (Path old : left(parent, prefix(absolute, OLD))) {
      if (!Files.exists(absolute) && Files.exists(old.resolve(ASIDE))) {
        Files.move(old.resolve(ASIDE), absolute);
      }
      delete(old);
    }
    for (Path fresh : left(parent, prefix(absolute, NEW))) {
      delete(fresh);
    }
  }

  private static List<Path> left(Path parent, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private static String prefix(Path target, String kind) {
    return "." + target.getFileName() + kind;
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
