package dev.shopfuse.training.model;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.DotVectors;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.network.CrossDotVertex;
import dev.shopfuse.training.network.GroupDotVertex;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.nd4j.linalg.activations.Activation;

/**
 * Adds to a graph the dot product of users and shops. Not thread-safe; one per graph.
 *
 * <p>A side's vector is P x, or the sum of x's looked up features of the right width. With a
 * temperature the product is the cosine divided by it.
 */
final class DotProduct {
  /** Keeps the division by a length away from 0; its cube must stay below lengths that occur. */
  private static final double UNIT_EPSILON = 1e-12;

  private final GraphBuilder graph;
  private final ModelConfig model;

  DotProduct(GraphBuilder graph, ModelConfig model) {
    this.graph = graph;
    this.model = model;
  }

  /** Returns whether features can make a vector. */
  boolean fits(FeatureWidths features) {
    return model.dotVectors() == DotVectors.PROJECTED
        || !features.startsOf(model.dotProduct()).isEmpty();
  }

  /**
   * Adds the vector of a side and returns its vertex.
   *
   * @throws InputException if no feature fits
   */
  String vector(String side, FeatureWidths features) {
    String name = side + "_dot";
    String input = side + TowerGraph.EMBEDDING;
    int width = model.dotProduct();
    if (model.dotVectors() == DotVectors.PROJECTED) {
      DenseLayer.Builder matrix = new DenseLayer.Builder().nIn(features.total()).nOut(width);
      graph.addLayer(name, matrix.activation(Activation.IDENTITY).hasBias(false).build(), input);
      return name;
    }
    requireFit(side, features);
    List<String> parts = new ArrayList<>();
    for (int start : features.startsOf(width)) {
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

  private void requireFit(String side, FeatureWidths features) {
    if (!fits(features)) {
      throw new InputException(
          "model.dot_product is %d and model.dot_vectors \"summed\", but no %s feature of that width"
                  .formatted(model.dotProduct(), side)
              + " is looked up in a table; set both to the width of the ids.");
    }
  }

  /**
   * Adds the product to a logit and returns the vertex of the sum.
   *
   * @param shared whether all users meet the same shops
   */
  String addTo(String logit, String shop, String user, boolean shared) {
    String product = "dot";
    String[] factors = {unit(shop), unit(user)};
    graph.addVertex(product, shared ? new CrossDotVertex() : new GroupDotVertex(), factors);
    if (model.dotTemperature() > 0) {
      product = "dot_scaled";
      graph.addVertex(product, new ScaleVertex(1 / model.dotTemperature()), "dot");
    }
    String sum = logit + "_sum";
    graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), logit, product);
    return sum;
  }

  private String unit(String vector) {
    if (model.dotTemperature() == 0) {
      return vector;
    }
    graph.addVertex(vector + "_unit", new L2NormalizeVertex(new int[0], UNIT_EPSILON), vector);
    return vector + "_unit";
  }
}
