package dev.shopfuse.export.serving;

import com.google.protobuf.UnsafeByteOperations;
import dev.shopfuse.export.onnx.Tensor;
import dev.shopfuse.sdk.feature.IndexEncoding;
import dev.shopfuse.sdk.feature.Vocabulary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which rows of which tables are kept; they keep their order. First tables and rows are chosen,
 * then everything else is asked. Not thread-safe.
 */
final class TableCut {
  private final Map<String, BitSet> kept = new HashMap<>();
  private final Map<String, int[]> positions = new HashMap<>();

  /** Returns a cut that leaves every row where it is. */
  static TableCut none() {
    return new TableCut();
  }

  /** Makes a table one that is cut: only its reserved rows and those that are kept stay. */
  void cut(String table) {
    BitSet rows = new BitSet();
    rows.set(0, IndexEncoding.RESERVED_ROWS);
    kept.put(table, rows);
  }

  /** Makes a table one that stays whole. */
  void leave(String table) {
    kept.remove(table);
  }

  boolean cuts(String table) {
    return kept.containsKey(table);
  }

  /** Keeps a row, if its table is cut at all. */
  void keep(String table, int row) {
    BitSet rows = kept.get(table);
    if (rows != null) {
      rows.set(row);
    }
  }

  /** Returns where a kept row is after the cut. */
  int row(String table, int row) {
    return cuts(table) ? positions.computeIfAbsent(table, this::positions)[row] : row;
  }

  private int[] positions(String table) {
    int[] kept = rows(table).toArray();
    int[] positions = new int[kept[kept.length - 1] + 1];
    for (int i = 0; i < kept.length; i++) {
      positions[kept[i]] = i;
    }
    return positions;
  }

  /** Returns the words of the kept rows. */
  Vocabulary words(String table, Vocabulary whole) {
    List<String> words = new ArrayList<>();
    rows(table)
        .filter(row -> row >= IndexEncoding.RESERVED_ROWS)
        .forEach(row -> words.add(whole.value(row)));
    return Vocabulary.of(words);
  }

  /** Returns the kept rows of a table [V, E]. */
  Tensor rows(String table, Tensor whole) {
    if (!cuts(table)) {
      return whole;
    }
    int rowBytes = Math.toIntExact(whole.bytes().size() / whole.lengths().get(0));
    int kept = Math.toIntExact(rows(table).count());
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rowBytes, kept));
    rows(table)
        .forEach(
            row -> whole.bytes().substring(row * rowBytes, (row + 1) * rowBytes).copyTo(bytes));
    bytes.flip();
    return new Tensor(
        whole.type(),
        List.of((long) kept, whole.lengths().get(1)),
        UnsafeByteOperations.unsafeWrap(bytes));
  }

  private IntStream rows(String table) {
    BitSet rows = kept.get(table);
    return rows == null ? IntStream.empty() : rows.stream();
  }
}
