package dev.shopfuse.sdk.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zip files made to harm: none is a bundle, and none costs more memory than its own size. */
class HostileZipTest {
  private static final int CENTRAL_MAGIC = 0x02014b50;

  @TempDir Path directory;

  private void refused(byte[] zip, String complaint) throws IOException {
    Path file = Files.write(directory.resolve("hostile.shopfuse"), zip);
    assertThat(
            catchThrowable(
                () -> Bundle.open(file.toFile(), BundleTrust.allowUnsignedForDevelopment())))
        .isInstanceOf(CorruptBundleException.class)
        .hasMessageContaining(complaint);
  }

  /** Returns a bundle with a change at the central header of its second entry, model.onnx. */
  private static byte[] withCentralHeader(Consumer<ByteBuffer> change) {
    byte[] bytes = BundleFixture.bytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.length;
    int found = 0;
    for (int i = 0; i < bytes.length - 4 && found < 2; i++) {
      if (buffer.getInt(i) == CENTRAL_MAGIC && ++found == 2) {
        at = i;
      }
    }
    buffer.position(at);
    change.accept(buffer.slice().order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  @Test
  void open_zipBomb_isRefusedWithoutInflating() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (Map.Entry<String, byte[]> entry :
          BundleFixture.entries(BundleFixture.bytes()).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        for (int i = 0; i < 64; i++) {
          zip.write(zeros);
        }
        zip.closeEntry();
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    refused(bomb.toByteArray(), "too short for its entry");
  }

  @Test
  void open_compressedBundle_isRefused() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(compressed)) {
      for (Map.Entry<String, byte[]> entry :
          BundleFixture.entries(BundleFixture.bytes()).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    refused(compressed.toByteArray(), "The file ");
  }

  @Test
  void open_hugeLength_isRefusedBeforeMemoryIsTaken() throws IOException {
    for (int size : new int[] {Integer.MAX_VALUE, 1 << 30}) {
      refused(withCentralHeader(header -> header.putInt(24, size)), "too short for its entry");
    }
    for (int size : new int[] {-1, Integer.MIN_VALUE}) {
      refused(withCentralHeader(header -> header.putInt(24, size)), "impossible size");
    }
  }

  @Test
  void open_hugeDirectory_isRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] bytes = BundleFixture.bytes();
    ByteBuffer end = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    end.putInt(bytes.length - 10, Integer.MAX_VALUE);
    refused(bytes, "no zip directory at its end");
    end.putShort(bytes.length - 12, (short) 0xffff);
    refused(bytes, "has 65535 entries, too many");
  }

  @Test
  void open_symlinkEntry_isRefused() throws IOException {
    int symlink = 0120777 << 16;
    refused(withCentralHeader(header -> header.putInt(38, symlink)), "canonical");
  }

  @Test
  void open_extraFieldCommentOrFlag_isRefused() throws IOException {
    for (int field : new int[] {4, 6, 8, 10, 12, 30, 32, 34, 36}) {
      refused(
          withCentralHeader(header -> header.putShort(field, (short) (header.getShort(field) + 1))),
          "The file ");
    }
  }

  @Test
  void open_overlappingEntries_areRefused() throws IOException {
    refused(withCentralHeader(header -> header.putInt(42, 0)), "canonical");
  }
}
