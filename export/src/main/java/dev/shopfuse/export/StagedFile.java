package dev.shopfuse.export;

import dev.shopfuse.training.FileProblem;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is complete or not there: it is written beside its final name, and gets the name in
 * one step. Until {@link #commit} an earlier file of that name is untouched; {@link #close} removes
 * what was not committed. Not thread-safe.
 */
public final class StagedFile implements AutoCloseable {
  private final Path target;
  private final Path staged;
  private boolean committed;

  private StagedFile(Path target, Path staged) {
    this.target = target;
    this.staged = staged;
  }

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes them all; the stream stays open. */
    void write(OutputStream out) throws IOException;
  }

  /** Writes a file beside its final name and forces it to the disk. */
  public static StagedFile write(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || Files.isDirectory(absolute)) {
      throw new IOException(target + " is a directory; name a file");
    }
    StagedFile file = new StagedFile(absolute, create(absolute, directory));
    Path staged = file.staged;
    try (FileOutputStream out = new FileOutputStream(staged.toFile())) {
      writer.write(out);
      out.getFD().sync();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
    return file;
  }

  /** Makes the file; what goes wrong is told of the final name. */
  private static Path create(Path target, Path directory) {
    try {
      Files.createDirectories(directory);
      return Files.createTempFile(directory, "." + target.getFileName() + ".", ".part");
    } catch (IOException e) {
      throw FileProblem.unwritable(target, e);
    }
  }

  /** Returns the file under its passing name, to be looked at before it is committed. */
  public Path path() {
    return staged;
  }

  /** Gives the file its name, in place of an earlier one. */
  public void commit() throws IOException {
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
    syncDirectory();
  }

  /** Makes the new name survive a power cut, where the platform can open a directory at all. */
  private void syncDirectory() {
    try (FileChannel channel =
        FileChannel.open(target.resolveSibling("."), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot, and needs not: the move itself is journalled.
    }
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      Files.deleteIfExists(staged);
    }
  }
}
