package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads text that a user gives: keys as PEM, requests as JSON. */
final class TextFile {
  private TextFile() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it is not UTF-8
   */
  static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new InputException(
          file + " is not UTF-8 text; give keys as PEM, and save requests as UTF-8", e);
    }
  }
}
