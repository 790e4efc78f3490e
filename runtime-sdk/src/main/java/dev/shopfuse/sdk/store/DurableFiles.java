package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Small files that are old or new but never half, whenever the process or the device stops.
 *
 * <p>A file is written beside its name, forced to the disk, and renamed over its name, which POSIX
 * does in one step. {@code java.io} cannot force a directory to the disk: after a power cut a
 * rename may be lost, and the old file is there. So nothing may depend on a later write having
 * survived when an earlier one did not; the store's state names a model only after the model's own
 * file is on the disk, and a model that is not there is passed over.
 */
final class DurableFiles {
  private static final String NEW = ".new";
  private static final String OLD = ".old";
  private static final int CHUNK_BYTES = 1 << 16;

  private DurableFiles() {}

  /** Returns the text of a file, or null if there is none; fails if it is too large or no text. */
  static @Nullable String read(File file, int maxBytes) throws IOException {
    File readable = file.isFile() ? file : new File(file.getPath() + OLD);
    try (FileInputStream in = new FileInputStream(readable)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] chunk = new byte[8192];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        bytes.write(chunk, 0, count);
        if (bytes.size() > maxBytes) {
          throw new IOException(readable + " has more than " + maxBytes + " bytes; it is damaged");
        }
      }
      return Utf8.decode(ByteBuffer.wrap(bytes.toByteArray()));
    } catch (FileNotFoundException e) {
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException(readable + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Adds the content of a file to a digest. */
  static void addTo(Sha256 digest, File file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        digest.add(chunk, 0, count);
      }
    }
  }

  /** Writes a file, or leaves the one that is there. */
  static void write(File file, String text) throws StorageException {
    File fresh = new File(file.getPath() + NEW);
    try (FileOutputStream out = new FileOutputStream(fresh)) {
      out.write(Utf8.encode(text));
      out.getFD().sync();
    } catch (IOException e) {
      delete(fresh);
      throw cannotWrite(file, e);
    }
    rename(fresh, file);
  }

  /**
   * Renames a file over another one. Where the platform refuses that, as Windows does, the other
   * one is set aside first; {@link #read} looks there too.
   */
  static void rename(File from, File to) throws StorageException {
    if (from.renameTo(to)) {
      return;
    }
    File old = new File(to.getPath() + OLD);
    delete(old);
    if (!to.renameTo(old) || !from.renameTo(to)) {
      delete(from);
      throw cannotWrite(to, null);
    }
  }

  static void makeDirectory(File directory) throws StorageException {
    if (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory()) {
      throw cannotWrite(directory, null);
    }
  }

  /** Deletes a file or a directory with its files. What cannot be deleted stays for next time. */
  static boolean delete(File file) {
    File[] children = file.listFiles();
    if (children != null) {
      for (File child : children) {
        delete(child);
      }
    }
    return file.delete();
  }

  static StorageException cannotWrite(File file, @Nullable IOException cause) {
    String reason = cause == null ? "the file system refuses it" : cause.getMessage();
    return new StorageException(
        "Cannot write "
            + file
            + ": "
            + reason
            + "; make it writable and free space. The model in use is untouched.",
        cause);
  }
}
