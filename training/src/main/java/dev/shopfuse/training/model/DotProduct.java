package dev.shopfuse.training.model;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.DotVectors;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.network.CrossDotVertex;
import dev.shopfuse.training.network.GroupDotVertex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * Adds to a graph the dot products of users with shops and items. Not thread-safe; one per graph.
 *
 * <p>A side's vector is P x, or the sum of x's looked up features of the right width. With a
 * temperature the product is the cosine divided by it.
 */
final class DotProduct {
  /** Keeps the division by a length away from 0; its cube must stay below lengths that occur. */
  private static final double UNIT_EPSILON = 1e-12;

  private final GraphBuilder graph;
  private final ModelConfig model;
  private final Map<String, FeatureWidths> features;
  private final Map<String, String> vectors = new HashMap<>();
  private final Map<String, String> units = new HashMap<>();

  /**
   * Begins.
   *
   * @param features the features of the graph's inputs, by their names
   */
  DotProduct(GraphBuilder graph, ModelConfig model, Map<String, FeatureWidths> features) {
    this.graph = graph;
    this.model = model;
    this.features = features;
  }

  /** Returns whether the features of a side can make a vector. */
  boolean fits(String side) {
    return model.dotVectors() == DotVectors.PROJECTED || !starts(side).isEmpty();
  }

  private List<Integer> starts(String side) {
    return features(side).startsOf(model.dotProduct());
  }

  private FeatureWidths features(String side) {
    return Objects.requireNonNull(features.get(side));
  }

  /**
   * Returns the vertex of the user's vector.
   *
   * @throws InputException if no feature fits
   */
  String user() {
    return vector(TowerGraph.USER);
  }

  /**
   * Returns the vertex of a side's vector, which is added when it is first asked for.
   *
   * @throws InputException if no feature fits
   */
  String vector(String side) {
    return vectors.computeIfAbsent(side, this::addVector);
  }

  private String addVector(String side) {
    String name = side + "_dot";
    String input = side + TowerGraph.EMBEDDING;
    int width = model.dotProduct();
    if (model.dotVectors() == DotVectors.PROJECTED) {
      DenseLayer.Builder matrix = new DenseLayer.Builder().nIn(features(side).total()).nOut(width);
      graph.addLayer(name, matrix.activation(Activation.IDENTITY).hasBias(false).build(), input);
      return name;
    }
    requireFit(side);
    List<String> parts = new ArrayList<>();
    for (int start : starts(side)) {
      parts.add(name + "_" + start);
      graph.addVertex(name + "_" + start, new SubsetVertex(start, start + width - 1), input);
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    ElementWiseVertex sum = new ElementWiseVertex(ElementWiseVertex.Op.Add);
    graph.addVertex(name, sum, parts.toArray(String[]::new));
    return name;
  }

  private void requireFit(String side) {
    if (!fits(side)) {
      throw new InputException(
          "model.dot_product is %d and model.dot_vectors \"summed\", but no %s feature of that width"
                  .formatted(model.dotProduct(), side)
              + " is looked up in a table; set both to the width of the ids.");
    }
  }

  /**
   * Adds the product to the logit of a side and returns the vertex of the sum.
   *
   * @param user the vertex of the user's vector
   * @param shared whether all users meet the same rows
   * @throws InputException if no feature fits
   */
  String addTo(String logit, String side, String user, boolean shared) {
    String product = logit + "_dot";
    String[] factors = {unit(vector(side)), unit(user)};
    graph.addVertex(product, shared ? new CrossDotVertex() : new GroupDotVertex(), factors);
    if (model.dotTemperature() > 0) {
      graph.addVertex(product + "_scaled", new ScaleVertex(1 / model.dotTemperature()), product);
      product += "_scaled";
    }
    String sum = logit + "_sum";
    graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), logit, product);
    return sum;
  }

  private String unit(String vector) {
    if (model.dotTemperature() == 0) {
      return vector;
    }
    return units.computeIfAbsent(vector, this::addUnit);
  }

  private String addUnit(String vector) {
    graph.addVertex(vector + "_unit", new L2NormalizeVertex(new int[0], UNIT_EPSILON), vector);
    return vector + "_unit";
  }
}
