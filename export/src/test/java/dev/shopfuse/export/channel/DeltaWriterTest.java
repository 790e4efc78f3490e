package dev.shopfuse.export.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.channel.DeltaPatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaWriterTest {
  private static final int ROW_FLOATS = 16;

  @TempDir Path folder;

  private byte[] apply(byte[] old, byte[] patch, int newBytes) throws IOException {
    Path file = Files.write(folder.resolve("old"), old);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      DeltaPatch.apply(in, new ByteArrayInputStream(patch), out, newBytes);
    }
    return out.toByteArray();
  }

  private int patchBytes(byte[] old, byte[] fresh) throws IOException {
    byte[] patch = DeltaWriter.write(old, fresh);
    assertThat(apply(old, patch, fresh.length)).isEqualTo(fresh);
    return patch.length;
  }

  private static byte[] random(int bytes, int seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return content;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void write_equalFiles_isAFewBytes() throws IOException {
    byte[] file = random(100_000, 1);
    assertThat(patchBytes(file, file)).isLessThan(20);
  }

  @Test
  void write_nothingInCommon_costsLittleMoreThanTheFile() throws IOException {
    assertThat(patchBytes(random(10_000, 1), random(20_000, 2))).isLessThan(20_020);
  }

  @Test
  void write_shortAndEmptyOldFiles_work() throws IOException {
    for (int bytes : new int[] {0, 1, 31, 32, 33, 64}) {
      assertThat(patchBytes(random(bytes, 3), random(100, 4))).isLessThan(120);
      assertThat(patchBytes(random(100, 3), random(Math.max(1, bytes), 4))).isLessThan(90);
    }
  }

  @Test
  void write_oneEntryReplacedByALongerOne_carriesThatEntryAlone() throws IOException {
    byte[] before = random(50_000, 1);
    byte[] after = random(70_000, 2);
    byte[] old = join(before, random(3_000, 3), after);
    byte[] fresh = join(before, random(4_000, 4), after);
    assertThat(patchBytes(old, fresh)).isBetween(4_000, 4_060);
  }

  @Test
  void write_fewRowsOfATableChanged_carriesThoseRows() throws IOException {
    Random random = new Random(5);
    ByteBuffer table = ByteBuffer.allocate(20_000 * ROW_FLOATS * Float.BYTES);
    while (table.hasRemaining()) {
      table.putFloat(random.nextFloat());
    }
    byte[] old = join(random(777, 6), table.array());
    byte[] fresh = old.clone();
    int changed = 400;
    for (int i = 0; i < changed; i++) {
      int row = 777 + random.nextInt(20_000) * ROW_FLOATS * Float.BYTES;
      byte[] values = random(ROW_FLOATS * Float.BYTES, i);
      System.arraycopy(values, 0, fresh, row, values.length);
    }
    int rowBytes = ROW_FLOATS * Float.BYTES;
    assertThat(patchBytes(old, fresh))
        .isLessThan(changed * (rowBytes + 8))
        .isLessThan(old.length / 30);
  }

  @Test
  void write_manyRandomEdits_alwaysGivesTheFileBack() throws IOException {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] old = random(random.nextInt(2_000), seed);
      if (seed % 3 == 0) {
        Arrays.fill(old, (byte) 7);
      }
      byte[] fresh = old;
      for (int edit = 0; edit < 5; edit++) {
        int from = random.nextInt(fresh.length + 1);
        int to = from + random.nextInt(fresh.length - from + 1) / 3;
        fresh =
            join(
                Arrays.copyOf(fresh, from),
                random(random.nextInt(100), edit),
                Arrays.copyOfRange(fresh, to, fresh.length));
      }
      patchBytes(old, join(fresh, new byte[] {1}));
    }
  }

  @Test
  void apply_cutOrLengthenedPatch_isRefused() throws IOException {
    byte[] old = random(500, 1);
    byte[] fresh = join(old, random(100, 2), old);
    byte[] patch = DeltaWriter.write(old, fresh);
    for (int length = 0; length < patch.length; length++) {
      byte[] cut = Arrays.copyOf(patch, length);
      assertThatThrownBy(() -> apply(old, cut, fresh.length)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> apply(old, join(patch, new byte[1]), fresh.length))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("beyond the new file");
  }

  @Test
  void apply_anyByteChanged_givesNoMoreThanTheNewFile() throws IOException {
    byte[] old = random(500, 1);
    byte[] fresh = join(random(40, 3), old, random(60, 2), old);
    byte[] patch = DeltaWriter.write(old, fresh);
    for (int position = 0; position < patch.length; position++) {
      byte[] wrong = patch.clone();
      wrong[position] ^= (byte) 0xff;
      try {
        assertThat(apply(old, wrong, fresh.length)).hasSize(fresh.length);
      } catch (IOException e) {
        assertThat(e.getMessage()).contains("patch");
      }
    }
  }
}
