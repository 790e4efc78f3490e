package dev.shopfuse.training.train;

import dev.shopfuse.training.sample.SampleSet;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How often items and shops were visited in the train split, by catalogue index: negatives are
 * drawn by it. As a file it saves those who train a share from counting the visits of all shards.
 * Immutable.
 */
final class TargetCounts {
  private static final String FILE = "counts.bin";

  private final long[] items;
  private final long[] shops;

  private TargetCounts(long[] items, long[] shops) {
    this.items = items;
    this.shops = shops;
  }

  static TargetCounts of(SampleSet samples) {
    return new TargetCounts(samples.itemCounts(), samples.shopCounts());
  }

  long[] items() {
    return items.clone();
  }

  long[] shops() {
    return shops.clone();
  }

  void write(Path folder) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(FILE))))) {
      write(items, out);
      write(shops, out);
    }
  }

  static TargetCounts read(Path folder) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(folder.resolve(FILE))))) {
      return new TargetCounts(counts(in), counts(in));
    }
  }

  private static void write(long[] counts, DataOutputStream out) throws IOException {
    out.writeInt(counts.length);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  private static long[] counts(DataInputStream in) throws IOException {
    long[] counts = new long[in.readInt()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
    return counts;
  }
}
