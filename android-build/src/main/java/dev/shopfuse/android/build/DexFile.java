package dev.shopfuse.android.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names in a dex file. Immutable.
 *
 * @see <a href="https://source.android.com/docs/core/runtime/dex-format">the format</a>
 */
final class DexFile {
  private static final int STRINGS = 56;
  private static final int TYPES = 64;
  private static final int PROTOTYPES = 72;
  private static final int METHODS = 88;
  private static final int CLASSES = 96;

  private final ByteBuffer bytes;

  private DexFile(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static DexFile read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length < 112 || !new String(bytes, 0, 4, StandardCharsets.US_ASCII).equals("dex\n")) {
      throw new BuildException(file + " is no dex file; build it again");
    }
    return new DexFile(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** Returns the names of the classes that are defined here, such as {@code java.lang.String}. */
  Set<String> classes() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < count(CLASSES); i++) {
      String descriptor = type(bytes.getInt(start(CLASSES) + i * 32));
      names.add(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
    }
    return names;
  }

  /** Returns the methods that are defined or called, as {@code java.lang.String.charAt(I)C}. */
  Set<String> methods() {
    Set<String> methods = new TreeSet<>();
    for (int i = 0; i < count(METHODS); i++) {
      int at = start(METHODS) + i * 8;
      String owner = type(bytes.getShort(at) & 0xffff);
      if (owner.startsWith("L")) {
        methods.add(
            owner.substring(1, owner.length() - 1).replace('/', '.')
                + "."
                + string(bytes.getInt(at + 4))
                + prototype(bytes.getShort(at + 2) & 0xffff));
      }
    }
    return methods;
  }

  private String prototype(int index) {
    int at = start(PROTOTYPES) + index * 12;
    int list = bytes.getInt(at + 8);
    ArrayList<String> parameters = new ArrayList<>();
    for (int i = 0; list != 0 && i < bytes.getInt(list); i++) {
      parameters.add(type(bytes.getShort(list + 4 + 2 * i) & 0xffff));
    }
    return "(" + String.join("", parameters) + ")" + type(bytes.getInt(at + 4));
  }

  private String type(int index) {
    return string(bytes.getInt(start(TYPES) + index * 4));
  }

  /** Names of classes and methods are ASCII in practice; others come out changed, never alike. */
  private String string(int index) {
    int at = bytes.getInt(start(STRINGS) + index * 4);
    while (bytes.get(at) < 0) {
      at++; // the length in characters, a number of up to five bytes
    }
    int from = at + 1;
    int to = from;
    while (bytes.get(to) != 0) {
      to++;
    }
    byte[] text = new byte[to - from];
    bytes.get(from, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private int count(int table) {
    return bytes.getInt(table);
  }

  private int start(int table) {
    return bytes.getInt(table + 4);
  }
}
