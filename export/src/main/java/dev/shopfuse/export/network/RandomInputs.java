package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One set of random inputs for a network: a number of examples, and of time steps where it has any.
 * Its arrays are never changed.
 */
final class RandomInputs {
  private static final long SEED = 20_13;
  private static final long[] BATCHES = {1, 3};
  private static final long[] TIMES = {1, 7};

  /** Of an axis whose length is not known, and of a time series that DL4J needs to be long. */
  static final long LENGTH = 32;

  /** How many numbers one input may have. */
  private static final long MAX_NUMBERS = 1 << 26;

  private final INDArray[] arrays;
  private final INDArray @Nullable [] masks;
  private final Map<String, INDArray> feeds;
  private final long batch;
  private final long time;

  private RandomInputs(
      INDArray[] arrays,
      INDArray @Nullable [] masks,
      Map<String, INDArray> feeds,
      long batch,
      long time) {
    this.arrays = arrays;
    this.masks = masks;
    this.feeds = feeds;
    this.batch = batch;
    this.time = time;
  }

  /** Returns every combination of batch size and number of time steps. */
  static List<RandomInputs> all(List<NetworkInput> inputs, Set<String> masked) {
    Random random = new Random(SEED);
    List<RandomInputs> all = new ArrayList<>();
    boolean hasTime = inputs.stream().anyMatch(input -> input.timeAxis() >= 0);
    for (long batch : BATCHES) {
      for (long time : hasTime ? TIMES : new long[] {1}) {
        // DL4J takes a mask [1, 1] for a scalar.
        if (masked.isEmpty() || batch * time > 1) {
          all.add(draw(inputs, masked, batch, time, random));
        }
      }
    }
    return all;
  }

  /** Returns inputs of as many examples with long time series. */
  static RandomInputs longer(List<NetworkInput> inputs, Set<String> masked, long batch) {
    return draw(inputs, masked, batch, LENGTH, new Random(SEED));
  }

  /** Returns how many examples there are. */
  long batch() {
    return batch;
  }

  /** Returns how many steps the time series have. */
  long time() {
    return time;
  }

  private static RandomInputs draw(
      List<NetworkInput> inputs, Set<String> masked, long batch, long time, Random random) {
    INDArray[] arrays = new INDArray[inputs.size()];
    INDArray[] masks = new INDArray[inputs.size()];
    Map<String, INDArray> feeds = new HashMap<>();
    for (int i = 0; i < arrays.length; i++) {
      NetworkInput input = inputs.get(i);
      arrays[i] = numbers(input, batch, time, random);
      feeds.put(input.name(), arrays[i]);
      if (masked.contains(input.name())) {
        masks[i] = mask(batch, time, random);
        feeds.put(OnnxExporter.mask(input.name()), masks[i]);
      }
    }
    return new RandomInputs(arrays, masked.isEmpty() ? null : masks, feeds, batch, time);
  }

  private static INDArray numbers(NetworkInput input, long batch, long time, Random random) {
    List<Long> lengths = new ArrayList<>();
    long count = 1;
    for (Dimension dimension : input.shape().dimensions()) {
      lengths.add(length(dimension, batch, time));
      count = Math.multiplyExact(count, lengths.get(lengths.size() - 1));
      if (count > MAX_NUMBERS) {
        throw new ExportException(
            "Input %s of shape %s is too large to be proven; at most %d numbers are."
                .formatted(input.name(), input.shape(), MAX_NUMBERS));
      }
    }
    float[] numbers = new float[(int) count];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          input.ids() > 0 ? (float) random.nextLong(input.ids()) : (float) random.nextGaussian();
    }
    long[] shape = lengths.stream().mapToLong(Long::longValue).toArray();
    return Nd4j.createFromArray(numbers).reshape('c', shape);
  }

  private static long length(Dimension dimension, long batch, long time) {
    if (dimension instanceof Dimension.Fixed fixed) {
      return fixed.length();
    }
    if (dimension.equals(NetworkInput.BATCH)) {
      return batch;
    }
    return dimension.equals(NetworkInput.TIME) ? time : LENGTH;
  }

  /** Any steps may be padding, but not all of an example. */
  private static INDArray mask(long batch, long time, Random random) {
    float[][] mask = new float[(int) batch][(int) time];
    for (float[] steps : mask) {
      for (int step = 0; step < steps.length; step++) {
        steps[step] = random.nextInt(3) == 0 ? 0 : 1;
      }
      steps[random.nextInt(steps.length)] = 1;
    }
    return Nd4j.createFromArray(mask);
  }

  INDArray[] arrays() {
    return arrays;
  }

  INDArray @Nullable [] masks() {
    return masks;
  }

  /** Returns the inputs of the ONNX graph, by name. */
  Map<String, INDArray> feeds() {
    return feeds;
  }

  static float[] floats(INDArray array) {
    return array.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  @Override
  public String toString() {
    Map<String, String> shapes = new TreeMap<>();
    feeds.forEach((name, array) -> shapes.put(name, Arrays.toString(array.shape())));
    return shapes.toString();
  }
}
