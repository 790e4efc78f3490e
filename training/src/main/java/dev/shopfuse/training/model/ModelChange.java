package dev.shopfuse.training.model;

import dev.shopfuse.training.network.embedding.EmbeddingTable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What training made of a model, in blocks: its towers, and of its tables the rows that changed.
 */
public final class ModelChange {
  private static final int BLOCK_FLOATS = 1 << 16;

  private ModelChange() {}

  /**
   * Returns the blocks of a model that differ from a snapshot, those of the towers always; lazily,
   * so the model must stay as it is until the stream is read.
   */
  public static Stream<StateBlock> since(ModelSnapshot base, FusedModel model) {
    ModelSnapshot now = model.liveSnapshot();
    Stream<StateBlock> blocks =
        Stream.concat(
            dense(BlockKey.PARAMETERS, now.parameters()),
            dense(BlockKey.UPDATER, now.updaterState()));
    for (int table = 0; table < now.tables().size(); table++) {
      int part = BlockKey.TABLES + table;
      blocks = Stream.concat(blocks, rows(part, base.tables().get(table), now.tables().get(table)));
    }
    return blocks;
  }

  private static Stream<StateBlock> dense(int part, INDArray array) {
    int count = (int) ((array.length() + BLOCK_FLOATS - 1) / BLOCK_FLOATS);
    return IntStream.range(0, count)
        .mapToObj(
            number ->
                new StateBlock(
                    new BlockKey(part, number),
                    new int[0],
                    slice(array, number).dup().data().asFloat()));
  }

  private static INDArray slice(INDArray array, int number) {
    long from = (long) number * BLOCK_FLOATS;
    return array
        .reshape(array.length())
        .get(NDArrayIndex.interval(from, Math.min(array.length(), from + BLOCK_FLOATS)));
  }

  private static Stream<StateBlock> rows(int part, EmbeddingTable base, EmbeddingTable table) {
    int height = rowsOfBlock(table);
    return IntStream.range(0, (table.rows() + height - 1) / height)
        .mapToObj(
            number -> {
              int from = number * height;
              int[] changed = table.changedRows(base, from, from + height);
              return new StateBlock(new BlockKey(part, number), changed, table.storedRows(changed));
            })
        .filter(block -> block.rows().length > 0);
  }

  private static int rowsOfBlock(EmbeddingTable table) {
    return Math.max(1, BLOCK_FLOATS / table.storedWidth());
  }

  /** Puts a merged block into the model it began from. */
  public static void put(FusedModel model, StateBlock block) {
    ModelSnapshot now = model.liveSnapshot();
    BlockKey key = block.key();
    switch (key.part()) {
      case BlockKey.PARAMETERS ->
          slice(now.parameters(), key.number()).assign(Nd4j.createFromArray(block.cells()));
      case BlockKey.UPDATER ->
          slice(now.updaterState(), key.number()).assign(Nd4j.createFromArray(block.cells()));
      default -> now.tables().get(key.part() - BlockKey.TABLES).store(block.rows(), block.cells());
    }
  }
}
