package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The float loops against the double loops of {@link Groups}. */
class FloatGroupsTest {
  private static final int GROUPS = 7;
  private static final int WIDTH = 5;

  private static INDArray random(int rows) {
    return Nd4j.rand(DataType.DOUBLE, WIDTH, rows).subi(0.5).transpose();
  }

  private static INDArray empty(DataType type, int rows) {
    return Nd4j.create(type, new long[] {rows, WIDTH}, 'f');
  }

  private static FloatColumns floats(INDArray array) {
    return FloatColumns.of(array.castTo(DataType.FLOAT).dup('f'));
  }

  private static void assertEqual(INDArray floats, INDArray doubles) {
    assertThat(floats.castTo(DataType.DOUBLE).dup('c').data().asDouble())
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(doubles.dup('c').data().asDouble());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void add_anyGroupSize_equalsTheDoubleLoop(int size) {
    INDArray rows = random(GROUPS * size);
    INDArray groups = random(GROUPS);
    INDArray fast = empty(DataType.FLOAT, GROUPS * size);
    INDArray expected = empty(DataType.DOUBLE, GROUPS * size);
    Groups.add(Cells.of(rows), Cells.of(groups), Cells.of(expected));
    FloatGroups.add(floats(rows), floats(groups), FloatColumns.of(fast));
    assertEqual(fast, expected);
    FloatGroups.addRectified(floats(rows), floats(groups), FloatColumns.of(fast));
    Cells.transform(expected, expected, expected, (value, same) -> Math.max(value, 0));
    assertEqual(fast, expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void weightedSum_anyGroupSize_equalsTheDoubleLoop(int size) {
    INDArray rows = random(GROUPS * size);
    double[] weights = new double[GROUPS * size];
    float[] floatWeights = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i % 3 / 2.0;
      floatWeights[i] = (float) weights[i];
    }
    INDArray fast = empty(DataType.FLOAT, GROUPS);
    INDArray expected = empty(DataType.DOUBLE, GROUPS);
    Groups.weightedSum(Cells.of(rows), weights, Cells.of(expected));
    FloatGroups.weightedSum(floats(rows), floatWeights, FloatColumns.of(fast));
    assertEqual(fast, expected);
    Groups.sum(Cells.of(rows), Cells.of(expected));
    FloatGroups.sum(floats(rows), FloatColumns.of(fast));
    assertEqual(fast, expected);
    INDArray spread = empty(DataType.FLOAT, GROUPS * size);
    INDArray expectedSpread = empty(DataType.DOUBLE, GROUPS * size);
    Groups.scaled(weights, Cells.of(expected), Cells.of(expectedSpread));
    FloatGroups.scaled(floatWeights, floats(expected), FloatColumns.of(spread));
    assertEqual(spread, expectedSpread);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6})
  void maskAndSum_anyGroupSize_passesOnlyWhereTheOutputIsPositive(int size) {
    INDArray gradient = random(GROUPS * size);
    INDArray output = random(GROUPS * size);
    INDArray rows = empty(DataType.FLOAT, GROUPS * size);
    INDArray groups = empty(DataType.FLOAT, GROUPS);
    Cells.transform(output, output, output, (value, same) -> Math.max(value, 0));
    FloatGroups.maskAndSum(
        floats(gradient), floats(output), FloatColumns.of(rows), FloatColumns.of(groups));
    INDArray expected = empty(DataType.DOUBLE, GROUPS * size);
    Cells.transform(gradient, output, expected, (value, at) -> at > 0 ? value : 0);
    assertEqual(rows, expected);
    INDArray sums = empty(DataType.DOUBLE, GROUPS);
    Groups.sum(Cells.of(expected), Cells.of(sums));
    assertEqual(groups, sums);
  }
}
