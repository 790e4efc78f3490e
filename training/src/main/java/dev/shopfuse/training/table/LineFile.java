package dev.shopfuse.training.table;

import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A text file that grows line by line and survives being cut off: an unfinished last line counts as
 * not written, and gives way to the next one. Not thread-safe; one process writes at a time, and
 * finds out if another did.
 */
public final class LineFile {
  private final Path file;
  private final List<String> lines;

  /** Where the next line begins, in bytes. */
  private long end;

  /** How long the file was when it was seen last, in bytes. */
  private long size;

  private LineFile(Path file, List<String> lines, long end, long size) {
    this.file = file;
    this.lines = lines;
    this.end = end;
    this.size = size;
  }

  /**
   * Opens a file, which need not exist yet. Nothing is changed before the first line is appended.
   *
   * @param start how every line starts; a last line that starts otherwise is not one of ours
   * @throws InputException if it cannot be read, or is some other file
   */
  public static LineFile open(Path file, String start) {
    try {
      if (!Files.exists(file)) {
        FileProblem.requireWritable(file);
        return new LineFile(file, List.of(), 0, 0);
      }
      byte[] bytes = Files.readAllBytes(file);
      int end = end(bytes);
      String rest = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
      List<String> lines = new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
      boolean ours = lines.stream().allMatch(line -> line.startsWith(start));
      if (!ours || !(rest.startsWith(start) || start.startsWith(rest))) {
        throw new InputException(
            "%s holds something else: its lines do not start with %s; give another file."
                .formatted(file, start));
      }
      return new LineFile(file, lines, end, bytes.length);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + FileProblem.reason(e), e);
    }
  }

  /** Returns where the last whole line ends. */
  private static int end(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Returns the lines that were there when the file was opened. */
  public List<String> lines() {
    return lines;
  }

  /**
   * Finds out before a long work whose outcome is to be appended.
   *
   * @throws InputException if somebody else has changed the file
   */
  public void requireUnchanged() {
    try {
      requireSize(Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
  }

  private void requireSize(long found) {
    if (found != size) {
      throw new InputException(
          "%s was changed by somebody else meanwhile: it has %,d bytes instead of %,d; let one"
                  .formatted(file, found, size)
              + " command at a time write there, or give another file.");
    }
  }

  /**
   * Appends a line and waits until it is on the disk.
   *
   * @throws InputException if it cannot be written, or somebody else has changed the file
   */
  public void append(String line) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      requireSize(channel.size());
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
      channel.truncate(end).position(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      end = channel.position();
      size = end;
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
  }
}
