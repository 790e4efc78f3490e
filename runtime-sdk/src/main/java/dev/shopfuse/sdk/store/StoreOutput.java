package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.internal.Sha256;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a file of the store; its failures are told apart from those of the network. Not
 * thread-safe.
 */
final class StoreOutput extends OutputStream {
  private final File file;
  private final Sha256 digest;
  private final FileOutputStream out;

  private StoreOutput(File file, Sha256 digest, FileOutputStream out) {
    this.file = file;
    this.digest = digest;
    this.out = out;
  }

  /**
   * Opens a file.
   *
   * @param append whether what is there stays
   * @param digest takes every byte that is written
   */
  static StoreOutput open(File file, boolean append, Sha256 digest) throws StorageException {
    try {
      return new StoreOutput(file, digest, new FileOutputStream(file, append));
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(file, e);
    }
  }

  @Override
  public void write(int value) throws StorageException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws StorageException {
    try {
      out.write(bytes, from, count);
      digest.add(bytes, from, count);
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(file, e);
    }
  }

  /** Forces the file to the disk. */
  void sync() throws StorageException {
    try {
      out.getFD().sync();
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(file, e);
    }
  }

  @Override
  public void close() throws StorageException {
    try {
      out.close();
    } catch (IOException e) {
      throw DurableFiles.cannotWrite(file, e);
    }
  }
}
