package dev.shopfuse.training.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Brings every row to mean 0 and variance 1 (Ba et al. 2016, without gain and bias). Immutable.
 *
 * <p>Input and output are [R, H]: {@code (x - mean) / sqrt(variance + 1e-5)} over the H cells of a
 * row. DL4J normalises inside a dense layer only, before its activation.
 */
public final class LayerNormVertex extends StatelessVertex {
  /** Keeps the root away from 0. */
  public static final double EPSILON = 1e-5;

  public LayerNormVertex() {
    super(1);
  }

  @Override
  StatelessExecution execution(ComputationGraph graph, String name, int index, DataType dataType) {
    return new LayerNorm(graph, name, index, dataType);
  }
}
