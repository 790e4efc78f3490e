package dev.shopfuse.export.serving;

import dev.shopfuse.export.ExportException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A text file of shops: UTF-8, a byte order mark or not, one id a line; blank lines do not count.
 */
public final class ShopFile {
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private ShopFile() {}

  /**
   * Returns the ids of a file, each once, in the order of the file.
   *
   * @throws ExportException if there is none, or the file is no such text
   * @throws IOException if the file cannot be read
   */
  public static List<String> read(Path file) throws IOException {
    List<String> ids;
    try {
      ids = Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new ExportException(file + " is no UTF-8 text; write one shop id a line.", e);
    }
    List<String> shops =
        ids.stream()
            .map(id -> id.startsWith(BYTE_ORDER_MARK) ? id.substring(1) : id)
            .filter(id -> !id.isBlank())
            .distinct()
            .toList();
    if (shops.isEmpty()) {
      throw new ExportException(file + " names no shop; write one shop id a line.");
    }
    return shops;
  }
}
