package dev.shopfuse.training.table;

import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A text file that grows line by line and survives being cut off: an unfinished last line counts as
 * not written. Not thread-safe; one process writes at a time.
 */
public final class LineFile {
  private final Path file;
  private final List<String> lines;

  private LineFile(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Opens a file, which need not exist yet.
   *
   * @param start how every line starts; a last line that starts otherwise is not one of ours
   * @throws InputException if it cannot be read, or is some other file
   */
  public static LineFile open(Path file, String start) {
    try {
      if (!Files.exists(file)) {
        FileProblem.requireWritable(file);
        return new LineFile(file, List.of());
      }
      String text = Files.readString(file);
      int end = text.lastIndexOf('\n') + 1;
      String rest = text.substring(end);
      List<String> lines = text.substring(0, end).lines().toList();
      boolean ours = lines.stream().allMatch(line -> line.startsWith(start));
      if (!ours || !(rest.startsWith(start) || start.startsWith(rest))) {
        throw new InputException(
            "%s holds something else: its lines do not start with %s; give another file."
                .formatted(file, start));
      }
      if (!rest.isEmpty()) {
        Files.writeString(file, text.substring(0, end));
      }
      return new LineFile(file, lines);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e, e);
    }
  }

  /** Returns the lines that were there when the file was opened. */
  public List<String> lines() {
    return lines;
  }

  /**
   * Appends a line and waits until it is on the disk.
   *
   * @throws InputException if it cannot be written
   */
  public void append(String line) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      channel.write(StandardCharsets.UTF_8.encode(line + "\n"));
      channel.force(true);
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
  }
}
