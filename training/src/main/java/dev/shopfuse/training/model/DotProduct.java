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
import java.util.function.UnaryOperator;
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
 * <p>Sides meet in spaces. Of {@link DotVectors#TABLES} each table of the right width that both
 * look up is one, and a side's vector there is the sum of its features of that table; otherwise
 * there is one space, of P x or of the sum of all features of the right width. With a temperature a
 * product is the cosine divided by it.
 */
final class DotProduct {
  /** Keeps the division by a length away from 0; its cube must stay below lengths that occur. */
  private static final double UNIT_EPSILON = 1e-12;

  /** The one space of vectors that are not of one table. */
  private static final String ANY = "";

  private final GraphBuilder graph;
  private final ModelConfig model;
  private final Map<String, FeatureWidths> features;
  private final Map<String, String> vertices = new HashMap<>();

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

  /** Returns the spaces that a side shares with the user; none if it does not fit. */
  List<String> spaces(String side) {
    return switch (model.dotVectors()) {
      case PROJECTED -> List.of(ANY);
      case SUMMED ->
          starts(side, ANY).isEmpty() || starts(TowerGraph.USER, ANY).isEmpty()
              ? List.of()
              : List.of(ANY);
      case TABLES -> {
        List<String> shared = features(side).tables(model.dotProduct());
        shared.retainAll(features(TowerGraph.USER).tables(model.dotProduct()));
        yield shared;
      }
    };
  }

  private List<Integer> starts(String side, String space) {
    return features(side)
        .startsOf(
            part ->
                part.table() != null
                    && part.width() == model.dotProduct()
                    && (space.equals(ANY) || space.equals(part.table())));
  }

  private FeatureWidths features(String side) {
    return Objects.requireNonNull(features.get(side));
  }

  /** Returns the vertex of a side's vector in a space, which is added when first asked for. */
  String vector(String side, String space) {
    String name = side + "_dot" + suffix(space);
    String vertex = vertices.get(name);
    if (vertex == null) {
      vertex = addVector(name, side, space);
      vertices.put(name, vertex);
    }
    return vertex;
  }

  /** Closed by a parenthesis, so that no table's name makes the vertex of another one. */
  private static String suffix(String space) {
    return space.equals(ANY) ? "" : "(" + space + ")";
  }

  private String addVector(String name, String side, String space) {
    String input = side + TowerGraph.EMBEDDING;
    int width = model.dotProduct();
    if (model.dotVectors() == DotVectors.PROJECTED) {
      DenseLayer.Builder matrix = new DenseLayer.Builder().nIn(features(side).total()).nOut(width);
      graph.addLayer(name, matrix.activation(Activation.IDENTITY).hasBias(false).build(), input);
      return name;
    }
    List<String> parts = new ArrayList<>();
    for (int start : starts(side, space)) {
      String part = name + "_" + start;
      parts.add(part);
      graph.addVertex(part, new SubsetVertex(start, start + width - 1), input);
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    graph.addVertex(name, sum(), parts.toArray(String[]::new));
    return name;
  }

  /**
   * Adds the products of a side with the user to its logit and returns the vertex of the sum.
   *
   * @param user gives the vertex of the user's vector in a space
   * @param shared whether all users meet the same rows
   * @throws InputException if the side shares no space with the user
   */
  String addTo(String logit, String side, UnaryOperator<String> user, boolean shared) {
    List<String> terms = new ArrayList<>(List.of(logit));
    for (String space : requireSpaces(side)) {
      String product = logit + "_dot" + suffix(space);
      // The user's layers come first: the order of layers is that of the parameters.
      String users = unit(user.apply(space));
      String[] factors = {unit(vector(side, space)), users};
      graph.addVertex(product, shared ? new CrossDotVertex() : new GroupDotVertex(), factors);
      terms.add(tempered(product));
    }
    graph.addVertex(logit + "_sum", sum(), terms.toArray(String[]::new));
    return logit + "_sum";
  }

  private List<String> requireSpaces(String side) {
    List<String> spaces = spaces(side);
    if (spaces.isEmpty()) {
      throw new InputException(
          "model.dot_product is %d, but %s; set it to the width of the ids, or choose other model.dot_vectors."
              .formatted(model.dotProduct(), missing(side)));
    }
    return spaces;
  }

  private String missing(String side) {
    if (model.dotVectors() == DotVectors.TABLES) {
      return "users and %ss have no table of that width in common".formatted(side);
    }
    boolean user = starts(TowerGraph.USER, ANY).isEmpty();
    return "no %s feature of that width is looked up in a table".formatted(user ? "user" : side);
  }

  private String tempered(String product) {
    if (model.dotTemperature() == 0) {
      return product;
    }
    String name = product + "_scaled";
    graph.addVertex(name, new ScaleVertex(1 / model.dotTemperature()), product);
    return name;
  }

  private String unit(String vector) {
    if (model.dotTemperature() == 0) {
      return vector;
    }
    String name = vector + "_unit";
    if (vertices.put(name, name) == null) {
      graph.addVertex(name, new L2NormalizeVertex(new int[0], UNIT_EPSILON), vector);
    }
    return name;
  }

  private static ElementWiseVertex sum() {
    return new ElementWiseVertex(ElementWiseVertex.Op.Add);
  }
}
