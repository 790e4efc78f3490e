package dev.shopfuse.training.sample;

import dev.shopfuse.training.InputException;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Training examples in 20 bytes each, made into records on demand. Unmodifiable once handed out.
 */
final class ExampleList extends AbstractList<TrainingExample> implements RandomAccess {
  private static final int FIELDS = 5;

  /** An array of ints has no more places; the JVM keeps some for itself. */
  private static final long MOST = (Integer.MAX_VALUE - 8) / FIELDS;

  private final IntArray cells;

  /** Begins an empty list that takes this many examples, or more, without being copied. */
  ExampleList(long expected) {
    if (expected > MOST) {
      throw new InputException(
          "There are %,d train examples, and memory takes %,d in one list; cut the visits into shards"
                  .formatted(expected, MOST)
              + " with shopfuse samples, or into more of them");
    }
    cells = new IntArray(expected * FIELDS);
  }

  void append(TrainingExample example) {
    cells.add(example.user());
    cells.add(example.itemCount());
    cells.add(example.shopCount());
    cells.add(example.shop());
    cells.add(example.timed() ? 1 : 0);
  }

  @Override
  public TrainingExample get(int index) {
    int start = Objects.checkIndex(index, size()) * FIELDS;
    return new TrainingExample(
        cells.get(start),
        cells.get(start + 1),
        cells.get(start + 2),
        cells.get(start + 3),
        cells.get(start + 4) == 1);
  }

  @Override
  public int size() {
    return cells.size() / FIELDS;
  }
}
