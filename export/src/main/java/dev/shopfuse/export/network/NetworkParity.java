package dev.shopfuse.export.network;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Compares a network with its ONNX model on random inputs: batches of 1 and 3, time series of 1 and
 * 7 steps, with and without gaps in their masks. Where DL4J itself cannot run so few steps, as
 * before a window that is longer, 32 are tried in their place. Numbers may differ by {@link
 * #ABSOLUTE} and {@link #RELATIVE} of themselves together.
 */
public final class NetworkParity {
  /** How far two numbers may be apart. */
  public static final double ABSOLUTE = 1e-5;

  /** How far two numbers may be apart besides, as a share of what DL4J computes. */
  public static final double RELATIVE = 1e-4;

  private final Dl4jNetwork network;
  private final List<NetworkInput> inputs;
  private final Set<String> masked;

  NetworkParity(Dl4jNetwork network, List<NetworkInput> inputs, Set<String> masked) {
    this.network = network;
    this.inputs = inputs;
    this.masked = masked;
  }

  /**
   * What was compared. Immutable.
   *
   * @param maxAbsDifference the greatest difference of two numbers
   * @param runs how many inputs were tried
   * @param numbers how many numbers were compared
   * @param leftOut inputs that DL4J cannot run, since their time series are too short
   */
  public record Report(double maxAbsDifference, int runs, long numbers, List<String> leftOut) {
    public Report {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Runs both.
   *
   * @throws ExportException if numbers differ, one is not finite, or DL4J cannot run the network
   */
  Report check(OnnxModel model) {
    Deque<RandomInputs> open = new ArrayDeque<>(RandomInputs.all(inputs, masked));
    List<String> leftOut = new ArrayList<>();
    double greatest = 0;
    int runs = 0;
    long numbers = 0;
    try (OnnxRun run = new OnnxRun(model)) {
      while (!open.isEmpty()) {
        RandomInputs each = open.pop();
        Optional<INDArray[]> computed = computed(each);
        if (computed.isEmpty()) {
          leftOut.add(each.toString());
          if (each.time() > 1) {
            open.push(RandomInputs.longer(inputs, masked, each.batch()));
          }
          continue;
        }
        INDArray[] expected = computed.get();
        Map<String, INDArray> actual = run.outputs(each.feeds());
        for (int i = 0; i < expected.length; i++) {
          String name = model.graph().outputs().get(i).name();
          greatest = Math.max(greatest, compare(each, name, expected[i], actual.get(name)));
          numbers += expected[i].length();
        }
        runs++;
      }
    }
    return new Report(greatest, runs, numbers, leftOut);
  }

  /** Returns what DL4J computes; nothing if it cannot run time series that may be too short. */
  private Optional<INDArray[]> computed(RandomInputs each) {
    try {
      return Optional.of(network.output(each.arrays(), each.masks()));
    } catch (RuntimeException e) {
      boolean hasTime = inputs.stream().anyMatch(input -> input.timeAxis() >= 0);
      if (hasTime && each.time() < RandomInputs.LENGTH) {
        return Optional.empty();
      }
      throw new ExportException(
          "DL4J itself cannot run the network on inputs %s: %s; give their shapes with --input."
              .formatted(each, ExportException.said(e)),
          e);
    }
  }

  private static double compare(
      RandomInputs inputs, String output, INDArray expected, @Nullable INDArray actual) {
    if (actual == null || !Arrays.equals(expected.shape(), actual.shape())) {
      throw new ExportException(
          "Output %s has the shape %s in DL4J and %s in ONNX, for inputs %s."
              .formatted(
                  output,
                  Arrays.toString(expected.shape()),
                  actual == null ? "none" : Arrays.toString(actual.shape()),
                  inputs));
    }
    float[] wanted = RandomInputs.floats(expected);
    float[] found = RandomInputs.floats(actual);
    double greatest = 0;
    for (int i = 0; i < wanted.length; i++) {
      double difference = Math.abs((double) wanted[i] - found[i]);
      // Not ">": NaN must fail too.
      if (!(difference <= ABSOLUTE + RELATIVE * Math.abs(wanted[i]))) {
        throw new ExportException(
            "Output %s, number %d: DL4J computes %s, the ONNX graph %s, for inputs %s."
                .formatted(output, i, wanted[i], found[i], inputs));
      }
      greatest = Math.max(greatest, difference);
    }
    return greatest;
  }
}
