package dev.shopfuse.export.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import dev.shopfuse.export.onnx.GraphException;
import dev.shopfuse.export.onnx.ModelReader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Damaged ONNX files give our own exception or a checked model, in bounded memory. */
class ModelReaderFuzzTest {
  /** What loading classes takes, once. */
  private static final long FIXED_BYTES = 32 << 20;

  private static final List<byte[]> GOOD =
      List.of(
          OnnxExporter.of(WholeNets.leNet()).convert().toBytes(),
          OnnxExporter.of(WholeNets.textCnn()).convert().toBytes(),
          OnnxExporter.of(WholeNets.languageModel()).convert().toBytes(),
          OnnxExporter.of(WholeNets.wideAndDeep()).withMaxOpset(21).convert().toBytes());

  @Property
  void read_damagedFile_failsWithOurException(@ForAll Damage.Kind kind, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = GOOD.get(random.nextInt(GOOD.size()));
    for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
      bytes = Damage.apply(bytes, kind, random);
    }
    read(bytes);
  }

  /** The graph stands before the constants, so damage at the start meets nodes and shapes. */
  @Property
  void read_damagedGraph_failsWithOurException(@ForAll Damage.Kind kind, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] good = GOOD.get(random.nextInt(GOOD.size()));
    byte[] start = Arrays.copyOf(good, Math.min(3_000, good.length));
    byte[] damaged = Damage.apply(start, kind, random);
    byte[] bytes = Arrays.copyOf(damaged, damaged.length + good.length - start.length);
    System.arraycopy(good, start.length, bytes, damaged.length, good.length - start.length);
    read(bytes);
  }

  private static void read(byte[] bytes) {
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> readInBoundedMemory(bytes));
  }

  private static void readInBoundedMemory(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ModelReader.read(bytes);
    } catch (GraphException e) {
      assertThat(e).hasMessageNotContaining(": null");
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(FIXED_BYTES + (long) ModelReader.BYTES_A_BYTE * bytes.length);
  }
}
