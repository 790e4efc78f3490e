package dev.shopfuse.android.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A file inside a package. The bytes belong to it; nobody changes them. */
final class ApkEntry {
  /** 1980-01-01 in local time, the earliest a zip can tell: packages do not depend on the clock. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final String name;
  private final byte[] bytes;
  private final boolean compressed;

  private ApkEntry(String name, byte[] bytes, boolean compressed) {
    this.name = name;
    this.bytes = bytes;
    this.compressed = compressed;
  }

  static ApkEntry stored(String name, byte[] bytes) {
    return new ApkEntry(name, bytes, false);
  }

  static ApkEntry compressed(String name, byte[] bytes) {
    return new ApkEntry(name, bytes, true);
  }

  /** Returns all entries of a package, compressed as they are there. */
  static List<ApkEntry> all(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream().map(entry -> read(zip, entry)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static ApkEntry read(ZipFile zip, ZipEntry entry) {
    try (InputStream in = zip.getInputStream(entry)) {
      boolean compressed = entry.getMethod() == ZipEntry.DEFLATED;
      return new ApkEntry(entry.getName(), in.readAllBytes(), compressed);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + entry, e);
    }
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Returns whether the package holds it compressed. */
  boolean isCompressed() {
    return compressed;
  }

  ZipEntry header() {
    ZipEntry header = new ZipEntry(name);
    header.setTimeLocal(EPOCH);
    if (!compressed) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      header.setMethod(ZipEntry.STORED);
      header.setSize(bytes.length);
      header.setCompressedSize(bytes.length);
      header.setCrc(crc.getValue());
    }
    return header;
  }
}
