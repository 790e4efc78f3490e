package dev.shopfuse.training.table;

import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;

/** Writes a folder all or nothing: beside the target first, then one rename. */
public final class OutputFolder {
  private OutputFolder() {}

  /**
   * Fills a new folder.
   *
   * @param target must not exist, or be empty
   * @param fill writes into the folder it is given; if it throws, nothing is left
   * @return what {@code fill} returned
   * @throws InputException if the target is in use
   */
  public static <T> T write(Path target, Function<Path, T> fill) {
    Path absolute = target.toAbsolutePath().normalize();
    requireUnused(absolute);
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new InputException(target + " cannot be written; give a folder below it");
    }
    Path staging = null;
    try {
      Files.createDirectories(parent);
      staging = Files.createTempDirectory(parent, "." + absolute.getFileName() + ".part-");
      T result = fill.apply(staging);
      Files.deleteIfExists(absolute);
      Files.move(staging, absolute, StandardCopyOption.ATOMIC_MOVE);
      return result;
    } catch (IOException e) {
      throw FileProblem.unwritable(target, e);
    } finally {
      if (staging != null) {
        Database.deleteFolder(staging);
      }
    }
  }

  /**
   * Refuses a target that is in use, before any work is done for it.
   *
   * @throws InputException if it is a file, or a folder that is not empty
   */
  public static void requireUnused(Path target) {
    if (Files.isDirectory(target)) {
      try (var entries = Files.list(target)) {
        if (entries.findAny().isPresent()) {
          throw new InputException(target + " is not empty; give a new folder");
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list " + target, e);
      }
    } else if (Files.exists(target)) {
      throw new InputException(target + " is a file; give a new folder");
    }
  }
}
