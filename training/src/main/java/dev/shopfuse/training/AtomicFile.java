package dev.shopfuse.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file aside and gives it its name when it is complete and on the disk. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file; what stood there before is replaced by all of it or stays. */
  public static void write(Path file, byte[] content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.write(
        part,
        content,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.SYNC);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
