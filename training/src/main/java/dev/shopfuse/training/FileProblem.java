package dev.shopfuse.training;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in words why the system refused a file, without names that only the program knows. */
public final class FileProblem {
  private FileProblem() {}

  /** Returns the reason, such as {@code permission denied}. */
  public static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (failure instanceof FileAlreadyExistsException
        || failure instanceof NotDirectoryException
        || String.valueOf(failure.getMessage()).endsWith(": Not a directory")) {
      return "a file is in the way";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the folder is not empty";
    }
    if (failure instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Returns the failure to write what the user named. */
  public static InputException unwritable(Path target, IOException failure) {
    return new InputException(
        "%s cannot be written: %s; choose another place or make room there."
            .formatted(target, reason(failure)),
        failure);
  }

  /**
   * Refuses a place where nothing can be written, so that no work is lost for it.
   *
   * @param target a file or folder that may not exist yet
   * @throws InputException if a file is in the way or the permission is missing
   */
  public static void requireWritable(Path target) {
    Path existing = target.toAbsolutePath().normalize();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing != null && !existing.equals(target.toAbsolutePath().normalize())) {
      if (!Files.isDirectory(existing)) {
        throw unwritable(target, new NotDirectoryException(existing.toString()));
      }
      if (!Files.isWritable(existing)) {
        throw unwritable(target, new AccessDeniedException(existing.toString()));
      }
    }
  }
}
