package dev.shopfuse.training.network.chunk;

import dev.shopfuse.training.network.LossTargets;
import dev.shopfuse.training.network.RowBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Computes the gradients of a graph's parameters and inputs as DL4J would, but for rounding.
 *
 * <p>Groups do not meet before their gradients are summed. So a batch is worked on in chunks of
 * about {@value #CHUNK_ROWS} rows: both passes of one chunk, then the next. Not thread-safe; writes
 * to the gradient view of its graph, from which the graph's updater takes it.
 */
public final class ChunkedGraph {
  /** Few enough for the cache, enough for matrix products at full speed. */
  private static final int CHUNK_ROWS = 512;

  private final ComputationGraph graph;
  private final Gradient gradient;
  private final FloatPointer parameterGradient;
  private final Map<String, Rows> inputs;
  private final List<Rows> values;
  private final List<Operation> operations;
  private final List<Dropout> dropouts;
  private final List<LogitOutput> outputs;

  ChunkedGraph(
      ComputationGraph graph,
      Gradient gradient,
      Map<String, Rows> inputs,
      Collection<Rows> values,
      List<Operation> operations,
      List<Dropout> dropouts,
      List<LogitOutput> outputs) {
    this.graph = graph;
    this.gradient = gradient;
    INDArray view = graph.getGradientsViewArray();
    this.parameterGradient = new FloatPointer(view.data().pointer());
    parameterGradient.position(view.offset()).limit(view.offset() + view.length());
    this.inputs = inputs;
    this.values = List.copyOf(values);
    this.operations = List.copyOf(operations);
    this.dropouts = List.copyOf(dropouts);
    this.outputs = outputs;
  }

  /** Prepares a graph, if it has no other parts than the operations of this package cover. */
  public static Optional<ChunkedGraph> of(ComputationGraph graph) {
    return new ChunkCompiler(graph).compile();
  }

  /**
   * Computes the gradients of one batch, in place of earlier ones.
   *
   * @param groups C, the number of groups
   * @param batch the graph's inputs by name; rows of a group are consecutive
   * @param targets one a output of the graph, in their order
   * @param seed decides which cells dropout drops
   * @return the loss of each output
   */
  public double[] compute(
      int groups, Map<String, RowBuffer> batch, List<LossTargets> targets, long seed) {
    parameterGradient.zero();
    graph.setGradient(gradient);
    inputs.forEach((name, rows) -> rows.set(of(batch, name), groups));
    for (int i = 0; i < outputs.size(); i++) {
      outputs.get(i).begin(targets.get(i));
    }
    SplittableRandom seeds = new SplittableRandom(seed);
    dropouts.forEach(dropout -> dropout.begin(seeds.nextLong()));
    int perGroup = inputs.values().stream().mapToInt(Rows::rowsPerGroup).max().orElse(1);
    int size = Math.min(groups, Math.max(1, CHUNK_ROWS / perGroup));
    operations.forEach(operation -> operation.prepare(size));
    for (int from = 0; from < groups; from += size) {
      chunk(from, Math.min(size, groups - from));
    }
    return outputs.stream().mapToDouble(LogitOutput::loss).toArray();
  }

  private void chunk(int from, int groups) {
    values.forEach(rows -> rows.begin(from));
    operations.forEach(operation -> operation.forward(groups));
    for (int i = operations.size() - 1; i >= 0; i--) {
      operations.get(i).backward(groups);
    }
  }

  /** Returns the gradient [R, F] with respect to an input of the last batch; not a copy. */
  public float[] inputGradient(String input) {
    return of(inputs, input).gradient();
  }

  private static <T> T of(Map<String, T> map, String name) {
    T found = map.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No \"" + name + "\" among " + map.keySet() + ".");
    }
    return found;
  }
}
