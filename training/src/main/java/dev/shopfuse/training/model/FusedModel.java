package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.CapturedGradients;
import dev.shopfuse.training.network.EmbeddingTable;
import dev.shopfuse.training.network.LazyAdam;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A shop ranker whose item visits sharpen the shop prediction: two towers (a DL4J graph), embedding
 * tables beside it, and the contract and catalogues that say what their rows mean.
 *
 * <p>Not thread-safe: one thread trains or scores at a time.
 */
public final class FusedModel {
  /** Deviation of fresh embedding weights. */
  private static final double TABLE_DEVIATION = 0.01;

  private final TrainingConfig config;
  private final FeatureContract contract;
  private final Catalogue items;
  private final Catalogue shops;
  private final ComputationGraph towers;
  private final TableSet tables;
  private final TowerInputs inputs;
  private final ContextEncoder contexts;
  private final LazyAdam adam;

  FusedModel(
      TrainingConfig config,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      ComputationGraph towers,
      TableSet tables,
      long step) {
    this.config = config;
    this.contract = contract;
    this.items = items;
    this.shops = shops;
    this.towers = towers;
    this.tables = tables;
    this.contexts = new ContextEncoder(contract, items, shops);
    this.inputs = inputs(config, contract, items, shops, tables, towers.params().dataType());
    this.adam = new LazyAdam(config.training().learningRate(), config.training().tableL2(), step);
  }

  /**
   * Creates a model with fresh weights, decided by the seed of the configuration.
   *
   * @throws InputException if the contract has no feature for the user or for the items where the
   *     configuration needs one
   */
  public static FusedModel create(
      TrainingConfig config, FeatureContract contract, Catalogue items, Catalogue shops) {
    return create(config, contract, items, shops, DataType.FLOAT);
  }

  /** Creates a model whose towers compute in another type; double is for gradient checks. */
  static FusedModel create(
      TrainingConfig config,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      DataType type) {
    long seed = config.training().seed();
    TableSet tables = TableSet.random(contract, TABLE_DEVIATION, seed);
    TowerInputs inputs = inputs(config, contract, items, shops, tables, type);
    requireWidth("user", inputs.users.width());
    requireWidth("shop", inputs.shops.width());
    if (config.hasItemTower()) {
      requireWidth("item", inputs.items.width());
    }
    ComputationGraph towers =
        new ComputationGraph(
            TowerGraph.of(
                config, type, inputs.users.width(), inputs.items.width(), inputs.shops.width()));
    towers.init();
    return new FusedModel(config, contract, items, shops, towers, tables, 0);
  }

  private static void requireWidth(String side, int width) {
    if (width == 0) {
      throw new InputException(
          "No " + side + " feature is declared; add at least one with side: " + side + ".");
    }
  }

  private static TowerInputs inputs(
      TrainingConfig config,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      TableSet tables,
      DataType type) {
    return new TowerInputs(
        config,
        type,
        new UserVectors(contract, tables),
        new TargetVectors(contract, items, tables),
        new TargetVectors(contract, shops, tables));
  }

  /** Returns the configuration it was made with. */
  public TrainingConfig config() {
    return config;
  }

  /** Returns the features and how they are encoded. */
  public FeatureContract contract() {
    return contract;
  }

  /** Returns the items it knows. */
  public Catalogue items() {
    return items;
  }

  /** Returns the shops it knows. */
  public Catalogue shops() {
    return shops;
  }

  /** Returns the encoder of user contexts for this model. */
  public ContextEncoder contexts() {
    return contexts;
  }

  /** Returns the towers; see {@link TowerGraph} for inputs, outputs and shapes. Not a copy. */
  public ComputationGraph towers() {
    return towers;
  }

  /** Returns what makes the shop score a probability; {@link Calibration#NONE} at first. */
  public Calibration calibration() {
    return CalibratedTowers.calibration(towers);
  }

  /**
   * Returns this model with its shop scores calibrated further. It has towers of its own and shares
   * the tables.
   */
  public FusedModel calibrated(Calibration further) {
    return new FusedModel(
        config,
        contract,
        items,
        shops,
        CalibratedTowers.with(towers, calibration().then(further)),
        tables,
        step());
  }

  /** Returns the embedding tables by name. Not copies. */
  public Map<String, EmbeddingTable> tables() {
    return tables.tables();
  }

  /**
   * Returns one embedding table. Not a copy.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public EmbeddingTable table(String name) {
    return tables.table(name);
  }

  /** Returns the number of training steps taken. */
  public long step() {
    return adam.step();
  }

  /**
   * Takes one training step.
   *
   * @return the loss of the batch before the step, NaN if it diverged
   */
  public double step(GroupBatch batch) {
    towers.fit(inputs.arrays(batch), inputs.labels(batch), null, inputs.losses(batch));
    addTableGradients(batch);
    tables.update(adam);
    return loss(batch);
  }

  /** Returns scores (probabilities of a visit) of shops, by catalogue index, for one user. */
  public float[] scoreShops(UserContext user, int[] shopIndices) {
    return scoring(shopIndices).score(List.of(user))[0];
  }

  /** Prepares scoring the same shops for many users with the present weights. */
  public ShopScoring scoring(int[] shopIndices) {
    return new ShopScoring(config, towers, inputs, shopIndices);
  }

  /** Returns a copy of all weights and optimiser states. */
  public ModelSnapshot snapshot() {
    return ModelSnapshot.of(this);
  }

  /** Goes back to a snapshot of this model. */
  public void restore(ModelSnapshot snapshot) {
    snapshot.copyTo(this);
    adam.restore(snapshot.step());
  }

  /** Returns a SHA-256 over all weights, as hex; equal digests mean equal models to the bit. */
  public String weightsDigest() {
    return ModelSnapshot.digest(this);
  }

  /** Computes the gradients of towers and tables without a step; returns the loss. */
  double gradients(GroupBatch batch) {
    tables.clearGradients();
    towers.setInputs(inputs.arrays(batch));
    towers.setLabels(inputs.labels(batch));
    towers.setLayerMaskArrays(null, inputs.losses(batch));
    towers.computeGradientAndScore();
    towers.clearLayerMaskArrays();
    addTableGradients(batch);
    return loss(batch);
  }

  TableSet tableSet() {
    return tables;
  }

  TowerInputs inputs() {
    return inputs;
  }

  private void addTableGradients(GroupBatch batch) {
    double[] user = captured(TowerGraph.USER);
    for (int row = 0; row < batch.groups(); row++) {
      inputs.users.addGradient(batch.users.get(row), user, row);
    }
    TowerInputs.addGradient(inputs.shops, batch.shops, captured(TowerGraph.SHOP));
    if (config.hasItemTower()) {
      TowerInputs.addGradient(inputs.items, batch.items, captured(TowerGraph.ITEM));
    }
  }

  private double[] captured(String input) {
    return CapturedGradients.take(towers, input + TowerGraph.EMBEDDING);
  }

  /** DL4J divides each output's score by its rows; the row weights have divided already. */
  private double loss(GroupBatch batch) {
    double loss = 0;
    List<GroupBatch.Rows> outputs = inputs.outputs(batch);
    for (int i = 0; i < outputs.size(); i++) {
      loss += towers.getOutputLayer(i).score() * outputs.get(i).count;
    }
    return loss;
  }
}
