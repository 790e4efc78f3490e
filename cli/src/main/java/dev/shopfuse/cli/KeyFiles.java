package dev.shopfuse.cli;

import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keys in files. */
final class KeyFiles {
  static final String PRIVATE = "private.pem";
  static final String PUBLIC = "public.pem";

  private KeyFiles() {}

  /** Makes a key pair in a directory and returns its public half; existing keys stay. */
  static SigningKey generate(Path directory) throws IOException {
    FileProblem.requireWritable(directory);
    Files.createDirectories(directory);
    Path privateFile = directory.resolve(PRIVATE);
    Path publicFile = directory.resolve(PUBLIC);
    for (Path file : new Path[] {privateFile, publicFile}) {
      if (Files.exists(file)) {
        throw new InputException(
            file + " exists; a key is not overwritten, choose another directory with --out.");
      }
    }
    SigningKey key = SigningKey.generate();
    createForOwner(privateFile);
    Files.writeString(privateFile, key.toPem(), StandardOpenOption.TRUNCATE_EXISTING);
    Files.writeString(publicFile, PublicKeys.toPem(key.publicKey()));
    return key;
  }

  /** Only the owner may read a private key, from the first moment on. */
  private static void createForOwner(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  /** Reads a private key. */
  static SigningKey read(Path pem) throws IOException {
    try {
      return SigningKey.parse(TextFile.read(pem));
    } catch (IllegalArgumentException e) {
      throw new InputException(pem + ": " + e.getMessage(), e);
    }
  }
}
