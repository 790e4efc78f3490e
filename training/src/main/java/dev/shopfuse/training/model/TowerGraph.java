package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.config.Pooling;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.ColumnDenseLayer;
import dev.shopfuse.training.network.CrossAddVertex;
import dev.shopfuse.training.network.GradientCaptureVertex;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupAttentionVertex;
import dev.shopfuse.training.network.GroupMeanVertex;
import dev.shopfuse.training.network.GroupRectifierVertex;
import dev.shopfuse.training.network.LogitLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Assembles the two towers as a DL4J graph. Not thread-safe; makes one graph.
 *
 * <p>A batch has C groups (one user each); rows of a group are consecutive. Inputs: {@code user}
 * [C, U]; {@code shop} [C*N, S], or [N, S] where all groups meet the same shops; with an item tower
 * {@code item} [C*K, I]; where items give to shops also {@code item_weight} [C, K], 1/k on the k
 * visited samples of a group; with match counts {@code match} [C*N, P]. Outputs: {@code
 * item_prediction} [C*K, 1] (with an item tower) and {@code shop_prediction} [C*N, 1],
 * probabilities; the logits are {@code item_logit} and {@code shop_logit} or, with a dot product,
 * {@code item_logit_sum} and {@code shop_logit_sum}; of shops with match counts {@code
 * shop_match_sum}.
 *
 * <pre>
 * shop_1_own = W_s shop              shop_1_user = W_u user + b      once a shop, once a group
 * shop_1     = f(shop_1_own + shop_1_user)
 * item_1_pooled  = mean of item_1, or attention of shop_1 on item_1
 * shop_1_fused   = shop_1 (+) item_1_pooled                          items give to shops
 * item_1_fused   = item_1 (+) shop_1                                 shops give to items
 * shop_2     = f(W shop_1_fused + b) ...       shop_logit = w shop_L + b
 * user_dot_fused = user_dot (+) mean of item_dot                     with the dot product
 * shop_logit_sum = shop_logit + (shop_dot . user_dot_fused)          or the cosine / temperature
 * item_logit_sum = item_logit + (item_dot . user_dot)                if items have one, too
 * shop_match_sum = shop logit + (w . match)                          with match counts
 * </pre>
 *
 * <p>A dot vector is P x, or the sum of x's features of the right width; there may be one a table,
 * see {@link DotProduct}. (+) is the {@link Superposition}. W_s shop + W_u user equals W [shop;
 * user], with the user's part computed once. What a tower receives is the giving tower's own vector
 * of the same layer, before anything was added to it; after the last hidden layer nothing is
 * superposed. Where shops give to items, every shop row must be a group of its own (N = 1), since
 * its item rows see that shop.
 */
final class TowerGraph {
  static final String USER = "user";
  static final String ITEM = "item";
  static final String SHOP = "shop";
  static final String MATCH = "match";
  static final String ITEM_WEIGHT = "item_weight";
  static final String EMBEDDING = "_embedding";
  static final String ITEM_PREDICTION = "item_prediction";
  static final String SHOP_PREDICTION = "shop_prediction";

  /** The name of the parameter w [P, 1] of the match counts. */
  static final String MATCH_WEIGHTS = SHOP + "_" + MATCH + "_W";

  /** Multiplies the learning rate of w: it grows to several units, the towers' weights do not. */
  private static final double MATCH_RATE = 10;

  private final TrainingConfig config;
  private final ModelConfig model;
  private final Direction direction;
  private final boolean shared;
  private final Map<String, FeatureWidths> features;
  private final int matches;
  private final GraphBuilder graph;

  private TowerGraph(TrainingConfig config, DataType type, FeatureContract contract) {
    this.features =
        Map.of(
            USER, FeatureWidths.of(contract.features(Side.USER)),
            ITEM, FeatureWidths.of(contract.staticFeatures(Side.ITEM)),
            SHOP, FeatureWidths.of(contract.staticFeatures(Side.SHOP)));
    this.matches = MatchCounts.width(contract);
    this.config = config;
    this.model = config.model();
    this.direction = model.superposition().direction();
    this.shared = config.negatives().shared();
    this.graph = TowerOptimizers.defaults(config, type).graphBuilder();
  }

  /**
   * Returns the graph's configuration.
   *
   * @throws InputException if the contract lacks features that the configuration needs
   */
  static ComputationGraphConfiguration of(
      TrainingConfig config, DataType type, FeatureContract contract) {
    TowerGraph graph = new TowerGraph(config, type, contract);
    graph.requireFeatures();
    return graph.build();
  }

  private void requireFeatures() {
    requireFeature(USER);
    requireFeature(SHOP);
    if (config.hasItemTower()) {
      requireFeature(ITEM);
    }
    if (model.matchCounts() && matches == 0) {
      throw new InputException(
          "model.match_counts is true, but no history shares a table with a feature of shops other"
              + " than the one it collects; give a category of items and an id, category or list of"
              + " shops the same table and declare a history of the former, or set it to false.");
    }
  }

  private void requireFeature(String side) {
    if (width(side) == 0) {
      throw new InputException(
          "No " + side + " feature is declared; add at least one with side: " + side + ".");
    }
  }

  /** Returns the names of the graph's inputs in their order. */
  static List<String> inputs(TrainingConfig config) {
    List<String> inputs = new ArrayList<>(List.of(USER));
    if (config.hasItemTower()) {
      inputs.add(ITEM);
    }
    if (config.model().superposition().direction().itemToShop()) {
      inputs.add(ITEM_WEIGHT);
    }
    inputs.add(SHOP);
    if (config.model().matchCounts()) {
      inputs.add(MATCH);
    }
    return inputs;
  }

  private ComputationGraphConfiguration build() {
    graph.addInputs(inputs(config));
    capture(USER);
    firstLayer(SHOP);
    if (config.hasItemTower()) {
      firstLayer(ITEM);
    }
    Superposition superposition = new Superposition(graph, config, USER + EMBEDDING, width(USER));
    for (int layer = 2; layer <= model.hidden().size(); layer++) {
      superpose(superposition, layer - 1);
      hidden(SHOP, layer, direction.itemToShop());
      if (config.hasItemTower()) {
        hidden(ITEM, layer, direction.shopToItem());
      }
    }
    List<String> outputs = new ArrayList<>();
    DotProduct product = new DotProduct(graph, model, features);
    if (config.hasItemTower()) {
      String logit = logit(ITEM);
      String score =
          model.dotItems()
              ? product.addTo(logit, ITEM, space -> product.vector(USER, space), false)
              : logit;
      prediction(ITEM, score, TowerLosses.ofItems(config), outputs);
    }
    String logit = logit(SHOP);
    String score =
        model.dotProduct() > 0
            ? product.addTo(logit, SHOP, space -> fusedUser(product, superposition, space), shared)
            : logit;
    prediction(SHOP, withMatches(score), TowerLosses.ofShops(config), outputs);
    return graph.setOutputs(outputs.toArray(String[]::new)).build();
  }

  private void capture(String input) {
    graph.addVertex(input + EMBEDDING, new GradientCaptureVertex(), input);
  }

  private void firstLayer(String tower) {
    capture(tower);
    String layer = tower + "_1";
    dense(layer + "_own", width(tower), width(1), Activation.IDENTITY, false, tower + EMBEDDING);
    dense(layer + "_user", width(USER), width(1), Activation.IDENTITY, true, USER + EMBEDDING);
    boolean cross = shared && tower.equals(SHOP);
    if (!cross && model.activation() == dev.shopfuse.training.config.Activation.RELU) {
      graph.addVertex(layer, new GroupRectifierVertex(), layer + "_own", layer + "_user");
      return;
    }
    graph.addVertex(
        layer + "_sum",
        cross ? new CrossAddVertex() : new GroupAddVertex(),
        layer + "_own",
        layer + "_user");
    graph.addLayer(
        layer, new ActivationLayer.Builder().activation(activation()).build(), layer + "_sum");
  }

  /** Lets the towers exchange their vectors of a layer. */
  private void superpose(Superposition superposition, int layer) {
    String shop = SHOP + "_" + layer;
    String item = ITEM + "_" + layer;
    int width = width(layer);
    if (direction.itemToShop()) {
      boolean attends = model.superposition().pooling() == Pooling.ATTENTION;
      superposition.fuse(shop, attends ? attention(shop, item, width) : mean(item), width);
    }
    if (direction.shopToItem()) {
      superposition.fuse(item, shop, width);
    }
  }

  /** Makes one vector a group of the item samples' vectors. */
  private String mean(String item) {
    graph.addVertex(item + "_pooled", new GroupMeanVertex(), item, ITEM_WEIGHT);
    return item + "_pooled";
  }

  /** Makes one vector a shop of the item samples' vectors. */
  private String attention(String shop, String item, int width) {
    dense(shop + "_query", width, width, Activation.IDENTITY, false, shop);
    dense(item + "_key", width, width, Activation.IDENTITY, false, item);
    graph.addVertex(
        item + "_pooled",
        new GroupAttentionVertex(),
        shop + "_query",
        item + "_key",
        item,
        ITEM_WEIGHT);
    return item + "_pooled";
  }

  private void hidden(String tower, int layer, boolean fused) {
    String input = tower + "_" + (layer - 1) + (fused ? "_fused" : "");
    String name = tower + "_" + layer;
    graph.addLayer(name, layer(width(layer - 1), width(layer), activation(), true).build(), input);
  }

  private String logit(String tower) {
    int last = model.hidden().size();
    String name = tower + "_logit";
    graph.addLayer(
        name, layer(width(last), 1, Activation.IDENTITY, true).build(), tower + "_" + last);
    return name;
  }

  /** Adds the term of the match counts to the shop's logit, if there is one. */
  private String withMatches(String logit) {
    if (!model.matchCounts()) {
      return logit;
    }
    String own = SHOP + "_" + MATCH;
    ColumnDenseLayer weights =
        new ColumnDenseLayer.Builder()
            .nIn(matches)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .hasBias(false)
            .weightInit(WeightInit.ZERO)
            .updater(TowerOptimizers.of(config, MATCH_RATE))
            .build();
    graph.addLayer(own, weights, MATCH);
    graph.addVertex(own + "_sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), logit, own);
    return own + "_sum";
  }

  /** Returns the user's vector in a space; where items give to shops, with theirs. */
  private String fusedUser(DotProduct product, Superposition superposition, String space) {
    String user = product.vector(USER, space);
    if (direction.itemToShop() && product.spaces(ITEM).contains(space)) {
      return superposition.fuse(user, mean(product.vector(ITEM, space)), model.dotProduct());
    }
    return user;
  }

  private void prediction(String tower, String logit, LogitLoss loss, List<String> outputs) {
    String name = tower + "_prediction";
    graph.addLayer(name, new LossLayer.Builder(loss).activation(Activation.SIGMOID).build(), logit);
    outputs.add(name);
  }

  private void dense(
      String name, int in, int out, Activation activation, boolean bias, String input) {
    graph.addLayer(
        name,
        new ColumnDenseLayer.Builder()
            .nIn(in)
            .nOut(out)
            .activation(activation)
            .hasBias(bias)
            .build(),
        input);
  }

  /** A dense layer whose input is a hidden vector, so dropout applies. */
  private ColumnDenseLayer.Builder layer(int in, int out, Activation activation, boolean bias) {
    ColumnDenseLayer.Builder builder =
        new ColumnDenseLayer.Builder().nIn(in).nOut(out).activation(activation).hasBias(bias);
    return model.dropout() > 0 ? builder.dropOut(1 - model.dropout()) : builder;
  }

  private FeatureWidths features(String side) {
    return Objects.requireNonNull(features.get(side));
  }

  private int width(String side) {
    return features(side).total();
  }

  private int width(int layer) {
    return model.hidden().get(layer - 1);
  }

  private Activation activation() {
    return switch (model.activation()) {
      case RELU -> Activation.RELU;
      case TANH -> Activation.TANH;
    };
  }
}
