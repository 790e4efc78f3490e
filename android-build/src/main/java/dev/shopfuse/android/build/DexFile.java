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
import java.util.function.Consumer;

/**
 * What a dex file defines: classes, and their fields and methods. Immutable.
 *
 * @see <a href="https://source.android.com/docs/core/runtime/dex-format">the format</a>
 */
final class DexFile {
  private static final int STRINGS = 56;
  private static final int TYPES = 64;
  private static final int PROTOTYPES = 72;
  private static final int FIELDS = 80;
  private static final int METHODS = 88;
  private static final int CLASSES = 96;
  private static final int CLASS_BYTES = 32;

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
      String descriptor = type(bytes.getInt(start(CLASSES) + i * CLASS_BYTES));
      names.add(name(descriptor));
    }
    return names;
  }

  /** Returns the fields that are defined here, as {@code java.lang.String.count:I}. */
  Set<String> fields() {
    Set<String> fields = new TreeSet<>();
    forEachClass(
        members -> {
          int statics = members.next();
          int others = members.next();
          members.skip(2);
          members.indices(statics, 2, index -> fields.add(field(index)));
          members.indices(others, 2, index -> fields.add(field(index)));
        });
    return fields;
  }

  /** Returns the methods that are defined here, as {@code java.lang.String.charAt(I)C}. */
  Set<String> methods() {
    Set<String> methods = new TreeSet<>();
    forEachClass(
        members -> {
          int fields = members.next() + members.next();
          int direct = members.next();
          int virtual = members.next();
          members.skip(2 * fields);
          members.indices(direct, 3, index -> methods.add(method(index)));
          members.indices(virtual, 3, index -> methods.add(method(index)));
        });
    return methods;
  }

  /** Hands over where the members of each class are listed; a class without any has no list. */
  private void forEachClass(Consumer<DexMembers> reader) {
    for (int i = 0; i < count(CLASSES); i++) {
      int list = bytes.getInt(start(CLASSES) + i * CLASS_BYTES + 24);
      if (list != 0) {
        reader.accept(new DexMembers(bytes, list));
      }
    }
  }

  private String field(int index) {
    int at = start(FIELDS) + index * 8;
    return owner(at) + "." + string(bytes.getInt(at + 4)) + ":" + type(bytes.getShort(at + 2));
  }

  private String method(int index) {
    int at = start(METHODS) + index * 8;
    String prototype = prototype(bytes.getShort(at + 2) & 0xffff);
    return owner(at) + "." + string(bytes.getInt(at + 4)) + prototype;
  }

  private String owner(int at) {
    return name(type(bytes.getShort(at)));
  }

  private static String name(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }

  private String prototype(int index) {
    int at = start(PROTOTYPES) + index * 12;
    int list = bytes.getInt(at + 8);
    ArrayList<String> parameters = new ArrayList<>();
    for (int i = 0; list != 0 && i < bytes.getInt(list); i++) {
      parameters.add(type(bytes.getShort(list + 4 + 2 * i)));
    }
    return "(" + String.join("", parameters) + ")" + type(bytes.getInt(at + 4));
  }

  private String type(short index) {
    return type(index & 0xffff);
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
