package dev.shopfuse.training.model;

import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.ModelConfig;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.BinaryLogitLoss;
import dev.shopfuse.training.network.ColumnDenseLayer;
import dev.shopfuse.training.network.GradientCaptureVertex;
import dev.shopfuse.training.network.GroupAddVertex;
import dev.shopfuse.training.network.GroupDotVertex;
import dev.shopfuse.training.network.GroupMeanVertex;
import dev.shopfuse.training.network.GroupRectifierVertex;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Assembles the two towers as a DL4J graph. Not thread-safe; makes one graph.
 *
 * <p>A batch has C groups (one user each); rows of a group are consecutive. Inputs: {@code user}
 * [C, U], {@code shop} [C*N, S], and with an item tower {@code item} [C*K, I]; where items give to
 * shops also {@code item_weight} [C, K], 1/k on the k visited samples of a group. Outputs: {@code
 * item_prediction} [C*K, 1] (with an item tower) and {@code shop_prediction} [C*N, 1],
 * probabilities; the logits are {@code item_logit} and {@code shop_logit} or, with the dot product,
 * {@code shop_logit_sum}.
 *
 * <pre>
 * shop_1_own = W_s shop          shop_1_user = W_u user + b          once a group
 * shop_1     = f(shop_1_own + shop_1_user)
 * item_1_pooled = mean of item_1     shop_1_fused = shop_1 + item_1_pooled    items give to shops
 * item_1_fused  = item_1 + shop_1                                             shops give to items
 * shop_2     = f(W shop_1_fused + b) ...       shop_logit = w shop_L + b
 * shop_logit_sum = shop_logit + (P_s shop . P_u user)                             with the dot product
 * </pre>
 *
 * <p>W_s shop + W_u user equals W [shop; user], with the user's part computed once. What a tower
 * receives is the giving tower's own vector of the same layer, before anything was added to it;
 * after the last hidden layer nothing is superposed. Where shops give to items, every shop row must
 * be a group of its own (N = 1), since its item rows see that shop. Another variant of
 * superposition goes into {@link #superpose}, another pooling into {@link #pool}.
 */
final class TowerGraph {
  static final String USER = "user";
  static final String ITEM = "item";
  static final String SHOP = "shop";
  static final String ITEM_WEIGHT = "item_weight";
  static final String EMBEDDING = "_embedding";
  static final String ITEM_PREDICTION = "item_prediction";
  static final String SHOP_PREDICTION = "shop_prediction";

  private final TrainingConfig config;
  private final ModelConfig model;
  private final Direction direction;
  private final GraphBuilder graph;

  private TowerGraph(TrainingConfig config, DataType type) {
    this.config = config;
    this.model = config.model();
    this.direction = model.superposition().direction();
    this.graph =
        new NeuralNetConfiguration.Builder()
            .seed(config.training().seed())
            .dataType(type)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(config.training().learningRate()))
            // Row weights already divide; DL4J would divide by the rows of the first input.
            .miniBatch(false)
            .graphBuilder();
  }

  /**
   * Returns the graph's configuration.
   *
   * @param userWidth U
   * @param itemWidth I; unused without an item tower
   * @param shopWidth S
   */
  static ComputationGraphConfiguration of(
      TrainingConfig config, DataType type, int userWidth, int itemWidth, int shopWidth) {
    return new TowerGraph(config, type).build(userWidth, itemWidth, shopWidth);
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
    return inputs;
  }

  private ComputationGraphConfiguration build(int userWidth, int itemWidth, int shopWidth) {
    graph.addInputs(inputs(config));
    capture(USER);
    firstLayer(SHOP, shopWidth, userWidth);
    if (config.hasItemTower()) {
      firstLayer(ITEM, itemWidth, userWidth);
    }
    for (int layer = 2; layer <= model.hidden().size(); layer++) {
      superpose(layer - 1);
      hidden(SHOP, layer, direction.itemToShop());
      if (config.hasItemTower()) {
        hidden(ITEM, layer, direction.shopToItem());
      }
    }
    List<String> outputs = new ArrayList<>();
    if (config.hasItemTower()) {
      prediction(ITEM, logit(ITEM), outputs);
    }
    prediction(SHOP, shopScore(userWidth, shopWidth), outputs);
    return graph.setOutputs(outputs.toArray(String[]::new)).build();
  }

  private void capture(String input) {
    graph.addVertex(input + EMBEDDING, new GradientCaptureVertex(), input);
  }

  private void firstLayer(String tower, int width, int userWidth) {
    capture(tower);
    String layer = tower + "_1";
    dense(layer + "_own", width, width(1), Activation.IDENTITY, false, tower + EMBEDDING);
    dense(layer + "_user", userWidth, width(1), Activation.IDENTITY, true, USER + EMBEDDING);
    if (model.activation() == dev.shopfuse.training.config.Activation.RELU) {
      graph.addVertex(layer, new GroupRectifierVertex(), layer + "_own", layer + "_user");
      return;
    }
    graph.addVertex(layer + "_sum", new GroupAddVertex(), layer + "_own", layer + "_user");
    graph.addLayer(
        layer, new ActivationLayer.Builder().activation(activation()).build(), layer + "_sum");
  }

  /** Lets the towers exchange their vectors of a layer. */
  private void superpose(int layer) {
    String shop = SHOP + "_" + layer;
    String item = ITEM + "_" + layer;
    if (direction.itemToShop()) {
      graph.addVertex(shop + "_fused", new GroupAddVertex(), shop, pool(item));
    }
    if (direction.shopToItem()) {
      graph.addVertex(item + "_fused", new GroupAddVertex(), item, shop);
    }
  }

  /** Makes one vector a group of the item samples' vectors. */
  private String pool(String item) {
    graph.addVertex(item + "_pooled", new GroupMeanVertex(), item, ITEM_WEIGHT);
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

  private String shopScore(int userWidth, int shopWidth) {
    String logit = logit(SHOP);
    if (model.dotProduct() == 0) {
      return logit;
    }
    int width = model.dotProduct();
    dense("user_dot", userWidth, width, Activation.IDENTITY, false, USER + EMBEDDING);
    dense("shop_dot", shopWidth, width, Activation.IDENTITY, false, SHOP + EMBEDDING);
    graph.addVertex("dot", new GroupDotVertex(), "shop_dot", "user_dot");
    graph.addVertex(
        "shop_logit_sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), logit, "dot");
    return "shop_logit_sum";
  }

  private void prediction(String tower, String logit, List<String> outputs) {
    String name = tower + "_prediction";
    graph.addLayer(
        name,
        new LossLayer.Builder(new BinaryLogitLoss()).activation(Activation.SIGMOID).build(),
        logit);
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
