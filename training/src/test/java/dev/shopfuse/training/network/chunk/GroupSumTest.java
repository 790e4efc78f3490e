package dev.shopfuse.training.network.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.network.RowBuffer;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The second chunk of a batch, against the definition: several tiles, a tile, less than a row. */
class GroupSumTest {
  private static final Offset<Float> CLOSE = Offset.offset(1e-5f);
  private static final int FIRST_GROUP = 2;
  private static final int ROWS_PER_GROUP = 6;

  private final SplittableRandom random = new SplittableRandom(3);

  private float[] random(int cells) {
    float[] values = new float[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** A value whose chunk begins at a group, with a gradient in every cell. */
  private Rows rows(int groups, int perGroup, int width) {
    RowBuffer batch = new RowBuffer(DataType.FLOAT, groups * perGroup, width);
    Rows rows = new Rows(width);
    rows.set(batch, groups);
    fill(rows.cells());
    fill(rows.gradient());
    rows.begin(FIRST_GROUP);
    return rows;
  }

  private void fill(float[] cells) {
    System.arraycopy(random(cells.length), 0, cells, 0, cells.length);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 5, 1, true, false",
    "7, 900, 1, false, false",
    "7, 900, 2, true, true",
    "256, 40, 1, true, true",
    "256, 40, 6, false, true",
    "2049, 3, 3, true, false"
  })
  void sum_anyWidthAndVectors_isThatOfTheDefinition(
      int width, int groups, int vectorsPerGroup, boolean rectifies, boolean claimed) {
    Rows rows = rows(FIRST_GROUP + groups, ROWS_PER_GROUP, width);
    Rows vectors = rows(FIRST_GROUP + groups, vectorsPerGroup, width);
    float[] rowsBefore = claimed ? rows.gradient().clone() : new float[rows.gradient().length];
    float[] vectorsBefore =
        claimed ? vectors.gradient().clone() : new float[vectors.gradient().length];
    if (claimed) {
      rows.claimGradient();
      vectors.claimGradient();
    }
    Rows output = new Rows(width);
    GroupSum sum = new GroupSum(rows, vectors, output, rectifies);
    sum.prepare(groups);
    sum.forward(groups);
    int cells = groups * ROWS_PER_GROUP * width;
    float[] delta = random(cells);
    System.arraycopy(delta, 0, output.gradient(), 0, cells);
    sum.backward(groups);
    int size = ROWS_PER_GROUP / vectorsPerGroup;
    for (int cell = 0; cell < cells; cell++) {
      int row = cell / width;
      int rowCell = rows.start() + cell;
      int vectorCell = vectors.start() + row / size * width + cell % width;
      float expected = rows.cells()[rowCell] + vectors.cells()[vectorCell];
      float given = rectifies && expected <= 0 ? 0 : delta[cell];
      assertThat(output.cells()[cell])
          .isCloseTo(rectifies ? Math.max(expected, 0) : expected, CLOSE);
      rowsBefore[rowCell] += given;
      vectorsBefore[vectorCell] += given;
    }
    for (int cell = 0; cell < cells; cell++) {
      int at = rows.start() + cell;
      assertThat(rows.gradient()[at]).isCloseTo(rowsBefore[at], CLOSE);
    }
    for (int at = vectors.start(); at < vectors.gradient().length; at++) {
      assertThat(vectors.gradient()[at]).isCloseTo(vectorsBefore[at], CLOSE);
    }
  }
}
