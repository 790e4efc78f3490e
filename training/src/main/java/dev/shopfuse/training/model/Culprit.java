package dev.shopfuse.training.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The part of a model whose numbers went wrong. */
final class Culprit {
  private Culprit() {}

  /**
   * Names the first input, weight or activation, in the order of computation, that is not finite;
   * if all are, the layer with the largest gradient.
   */
  static Optional<String> find(ComputationGraph graph, List<String> names, INDArray[] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      if (!isFinite(inputs[i])) {
        return Optional.of("the " + names.get(i) + " input (table rows and numbers)");
      }
    }
    Map<String, INDArray> activations = graph.feedForward(inputs, false);
    for (int index : graph.topologicalSortOrder()) {
      GraphVertex vertex = graph.getVertices()[index];
      String name = vertex.getVertexName();
      if (hasBrokenWeights(vertex)) {
        return Optional.of(weights(vertex));
      }
      if (activations.containsKey(name) && !isFinite(activations.get(name))) {
        return Optional.of("the output of layer " + name);
      }
    }
    return largestGradient(graph);
  }

  /** Names the first layer or table whose weights or optimiser states are not finite. */
  static Optional<String> inState(FusedModel model) {
    ComputationGraph towers = model.towers();
    for (GraphVertex vertex : towers.getVertices()) {
      if (hasBrokenWeights(vertex)) {
        return Optional.of(weights(vertex));
      }
    }
    if (!isFinite(TowerOptimizers.state(towers))) {
      return Optional.of("the optimiser state of the towers");
    }
    return model.tables().values().stream()
        .filter(table -> !table.isFinite())
        .findFirst()
        .map(table -> "the rows of table " + table.name());
  }

  private static boolean hasBrokenWeights(GraphVertex vertex) {
    return vertex.hasLayer() && vertex.numParams() > 0 && !isFinite(vertex.params());
  }

  private static String weights(GraphVertex vertex) {
    return "the weights of layer " + vertex.getVertexName();
  }

  private static Optional<String> largestGradient(ComputationGraph graph) {
    return graph.gradient().gradientForVariable().entrySet().stream()
        .max((a, b) -> Double.compare(largest(a.getValue()), largest(b.getValue())))
        .map(
            entry ->
                "layer %s, with a gradient of %.3g"
                    .formatted(
                        entry.getKey().substring(0, entry.getKey().lastIndexOf('_')),
                        largest(entry.getValue())));
  }

  private static double largest(INDArray array) {
    return array.amaxNumber().doubleValue();
  }

  private static boolean isFinite(INDArray array) {
    return Double.isFinite(array.sumNumber().doubleValue());
  }
}
