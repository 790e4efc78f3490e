package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a build made and how large it is: printed and written beside it. Not thread-safe. */
final class BuildReport {
  private final List<String> lines = new ArrayList<>();

  void add(String what, long bytes, String note) {
    lines.add("%-26s %,12d bytes  %s".formatted(what, bytes, note));
  }

  /** Adds a size that must not grow beyond a limit. */
  void addAtMost(long limit, String what, long bytes, String note) {
    if (bytes > limit) {
      throw new BuildException(
          "%s has %,d bytes, allowed are %,d; make it smaller, or raise the limit in the pom"
              .formatted(what, bytes, limit));
    }
    add(what, bytes, note);
  }

  void warn(String message) {
    lines.add("WARNING: " + message);
  }

  /** Prints the report and replaces the file. */
  void write(Path file) {
    lines.forEach(System.out::println);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
