package dev.shopfuse.export.serving;

import dev.shopfuse.export.onnx.Dimension;
import dev.shopfuse.export.onnx.Node;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Shape;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * What one form of a model costs: in the file, and on the device for each candidate. Immutable.
 *
 * @param fileBytes constants of the graph, catalogues and vocabularies
 * @param multiplyAdds how often the device multiplies and adds for one candidate in dense layers
 *     and sums
 * @param lookupBytes how many bytes of tables it reads for one candidate
 */
public record FormCost(long fileBytes, long multiplyAdds, long lookupBytes) {
  /**
   * How many multiplications cost as much as a byte looked up: fitted to the serving benchmark on
   * x86-64, one thread, 5,000 shops (0.021 ns a multiplication, 0.045 ns a byte).
   */
  private static final long MULTIPLICATIONS_PER_BYTE = 2;

  /** Returns the cost of a graph, with lists as long as they are on average. */
  static FormCost of(ServedModel served, OnnxGraph graph) {
    Map<String, Double> lengths = new HashMap<>();
    for (Feature feature : served.contract().staticFeatures(Side.SHOP)) {
      if (feature.isSequence()) {
        double values = served.shops().features().values(feature).length;
        lengths.put(FeatureLookups.length(feature), values / served.shops().size());
      }
    }
    double multiplyAdds = 0;
    double lookupBytes = 0;
    for (Node node : graph.nodes()) {
      Shape output = node.outputs().get(0).shape();
      if (output.rank() == 0 || !output.dimension(0).equals(FeatureLookups.CANDIDATES)) {
        continue;
      }
      double elements = elements(output, lengths);
      if (node.operator() == Operator.GATHER) {
        lookupBytes += elements * node.outputs().get(0).element().bytes();
      } else if (node.operator() == Operator.GEMM || node.operator() == Operator.MATMUL) {
        Dimension inner = node.inputs().get(0).shape().last();
        multiplyAdds += elements * length(inner, lengths);
      }
    }
    return new FormCost(bytes(served, graph), Math.round(multiplyAdds), Math.round(lookupBytes));
  }

  /** Returns what a candidate costs on the device, in multiplications. */
  public long work() {
    return multiplyAdds + MULTIPLICATIONS_PER_BYTE * lookupBytes;
  }

  private static double elements(Shape shape, Map<String, Double> lengths) {
    return shape.dimensions().stream()
        .skip(1)
        .mapToDouble(each -> length(each, lengths))
        .reduce(1, (left, right) -> left * right);
  }

  private static double length(Dimension dimension, Map<String, Double> lengths) {
    return dimension instanceof Dimension.Fixed fixed
        ? fixed.length()
        : lengths.getOrDefault(dimension.toString(), 1.0);
  }

  private static long bytes(ServedModel served, OnnxGraph graph) {
    CountingStream counter = new CountingStream();
    try {
      served.items().write(counter, served.contract());
      served.shops().write(counter, served.contract());
      for (var words : served.contract().vocabularies().values()) {
        words.write(counter);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Counting bytes failed", e);
    }
    return graph.constantBytes() + counter.bytes;
  }

  /** Counts what is written and keeps nothing. */
  private static final class CountingStream extends OutputStream {
    private long bytes;

    @Override
    public void write(int each) {
      bytes++;
    }

    @Override
    public void write(byte[] part, int from, int count) {
      bytes += count;
    }
  }
}
