package dev.shopfuse.training.model;

import dev.shopfuse.training.config.SuperpositionConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupMultiplyVertex;
import dev.shopfuse.training.network.LayerNormVertex;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * Adds to a graph what superposes a giving vector on receiving ones. Not thread-safe; one per
 * graph.
 *
 * <pre>
 * fused = own + giving                                                  plain
 * fused = own + a giving                     a from 0                   scaled
 * fused = own + W giving                     W from the identity        projected
 * fused = own + sigmoid(A own + B giving + C user + b) * giving         gated
 * </pre>
 *
 * <p>Each contains the plain sum: a = 1, W the identity, an open gate. The receiving rows are [C*G,
 * H]; the giving vector is [C, H] or, where it differs by row, [C*G, H]. The scalar is a 1 x 1
 * dense layer over the vector's cells.
 */
final class Superposition {
  private final GraphBuilder graph;
  private final SuperpositionConfig config;
  private final String user;
  private final int userWidth;
  private final double weightDecay;

  /**
   * Prepares for one graph.
   *
   * @param user the vertex with the users' vectors [C, U], which gates look at
   */
  Superposition(GraphBuilder graph, TrainingConfig config, String user, int userWidth) {
    this.graph = graph;
    this.config = config.model().superposition();
    this.weightDecay = config.optimizer().weightDecay();
    this.user = user;
    this.userWidth = userWidth;
  }

  /** Superposes a giving vector on the rows {@code own}; returns the vertex of the outcome. */
  String fuse(String own, String giving, int width) {
    String receiver = normed(own, own);
    String given = given(own, receiver, normed(own + "_giving", giving), width);
    graph.addVertex(own + "_fused", new GroupAddVertex(), receiver, given);
    return own + "_fused";
  }

  private String normed(String name, String vector) {
    if (!config.layerNorm()) {
      return vector;
    }
    graph.addVertex(name + "_norm", new LayerNormVertex(), vector);
    return name + "_norm";
  }

  private String given(String name, String own, String giving, int width) {
    return switch (config.variant()) {
      case PLAIN -> giving;
      case SCALED -> scaled(name, giving, width);
      case PROJECTED -> projected(name + "_projected", giving, width);
      case GATED -> gated(name, own, giving, width);
    };
  }

  private String scaled(String name, String giving, int width) {
    graph.addVertex(name + "_giving_cells", new ReshapeVertex(-1, 1), giving);
    DenseLayer.Builder scale = dense(1, 1, false).weightInit(WeightInit.ZERO);
    graph.addLayer(name + "_scale", scale.build(), name + "_giving_cells");
    graph.addVertex(name + "_scaled", new ReshapeVertex(-1, width), name + "_scale");
    return name + "_scaled";
  }

  private String projected(String name, String giving, int width) {
    DenseLayer.Builder projection = dense(width, width, false).weightInit(WeightInit.IDENTITY);
    if (config.l1() > 0) {
      projection.l1(config.l1());
      if (weightDecay > 0) {
        // A layer with a penalty of its own has none of those that all layers share.
        projection.weightDecay(weightDecay);
      }
    }
    graph.addLayer(name, projection.build(), giving);
    return name;
  }

  private String gated(String name, String own, String giving, int width) {
    String gate = name + "_gate";
    graph.addLayer(gate + "_own", dense(width, width, true).build(), own);
    graph.addLayer(gate + "_giving", dense(width, width, false).build(), giving);
    graph.addLayer(gate + "_user", dense(userWidth, width, false).build(), user);
    graph.addVertex(gate + "_both", new GroupAddVertex(), gate + "_own", gate + "_giving");
    graph.addVertex(gate + "_sum", new GroupAddVertex(), gate + "_both", gate + "_user");
    graph.addLayer(
        gate, new ActivationLayer.Builder().activation(Activation.SIGMOID).build(), gate + "_sum");
    graph.addVertex(name + "_gated", new GroupMultiplyVertex(), gate, giving);
    return name + "_gated";
  }

  private static DenseLayer.Builder dense(int in, int out, boolean bias) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.IDENTITY).hasBias(bias);
  }
}
