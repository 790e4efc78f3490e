package dev.shopfuse.sdk.feature;

/** The encoded values of one static feature; what does not apply to its kind is empty. */
final class Column {
  private static final int[] NO_INTS = {};
  private static final float[] NO_FLOATS = {};

  final int[] indices;
  final float[] numbers;
  final int[] offsets;
  final int[] values;

  private Column(int[] indices, float[] numbers, int[] offsets, int[] values) {
    this.indices = indices;
    this.numbers = numbers;
    this.offsets = offsets;
    this.values = values;
  }

  static Column ofIndices(int[] indices) {
    return new Column(indices, NO_FLOATS, NO_INTS, NO_INTS);
  }

  static Column ofNumbers(float[] numbers) {
    return new Column(NO_INTS, numbers, NO_INTS, NO_INTS);
  }

  static Column ofLists(int[] offsets, int[] values) {
    return new Column(NO_INTS, NO_FLOATS, offsets, values);
  }
}
