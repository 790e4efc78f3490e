package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.SharedGraph;
import dev.shopfuse.training.network.TowerUpdate;
import dev.shopfuse.training.network.embedding.EmbeddingTable;
import dev.shopfuse.training.network.embedding.LazyAdam;
import dev.shopfuse.training.network.embedding.RowAdagrad;
import dev.shopfuse.training.network.embedding.RowOptimizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A shop ranker whose item visits sharpen the shop prediction: two towers (a DL4J graph), embedding
 * tables beside it, and the contract and catalogues that say what their rows mean.
 *
 * <p>Not thread-safe: one thread trains or scores at a time.
 */
public final class FusedModel {
  private final TrainingConfig config;
  private final FeatureContract contract;
  private final Catalogue items;
  private final Catalogue shops;
  private final ComputationGraph towers;
  private final TableSet tables;
  private final TowerInputs inputs;
  private final ContextEncoder contexts;
  private final ModelReplica replica;
  private final RowOptimizer tableOptimizer;

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
    this.replica = new ModelReplica(config, towers, tables, inputs, 0);
    this.tableOptimizer = optimizer(config, step);
  }

  /**
   * Creates a model with fresh weights, decided by the seed of the configuration.
   *
   * @throws InputException if the contract lacks features that the configuration needs, or one of
   *     its tables is too large
   */
  public static FusedModel create(
      TrainingConfig config, FeatureContract contract, Catalogue items, Catalogue shops) {
    return create(config, contract, items, shops, DataType.FLOAT);
  }

  /**
   * Requires that {@link #create} would make a model.
   *
   * @throws InputException if the contract lacks features that the configuration needs, or one of
   *     its tables is too large
   */
  public static void requireTrainable(TrainingConfig config, FeatureContract contract) {
    TableShape.of(config, contract);
    TowerGraph.of(config, DataType.FLOAT, contract);
  }

  /** Creates a model whose towers compute in another type; double is for gradient checks. */
  static FusedModel create(
      TrainingConfig config,
      FeatureContract contract,
      Catalogue items,
      Catalogue shops,
      DataType type) {
    TableSet tables = TableSet.random(TableShape.of(config, contract), config.training().seed());
    ComputationGraph towers = new ComputationGraph(TowerGraph.of(config, type, contract));
    towers.init();
    return new FusedModel(config, contract, items, shops, towers, tables, 0);
  }

  private static RowOptimizer optimizer(TrainingConfig config, long step) {
    ISchedule rate = LearningRate.of(config, config.optimizer().tableRate());
    double l2 = config.training().tableL2();
    return switch (config.optimizer().tables()) {
      case LAZY_ADAM -> new LazyAdam(rate, l2, config.optimizer().catchUp(), step);
      case ROW_ADAGRAD -> new RowAdagrad(rate, l2, step);
    };
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
        new UserVectors(config, contract, tables),
        new TargetVectors(contract, items, tables),
        new TargetVectors(contract, shops, tables),
        new MatchCounts(config, contract, items, shops));
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

  /** Returns the name of the table with the query of a history; only attention has one. */
  public static String queryTable(Feature history) {
    return TableShape.query(history);
  }

  /** Returns the number of training steps taken. */
  public long step() {
    return tableOptimizer.step();
  }

  /**
   * Takes one training step on the calling thread.
   *
   * @return the loss of the batch before the step, NaN if it diverged
   */
  public double step(GroupBatch batch) {
    double loss = replica.gradients(batch, step());
    beginUpdate();
    updateTowers(List.of(replica));
    updateTables(List.of(replica), 0, 1);
    return loss;
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

  /**
   * Returns all weights and optimiser states as they are, not a copy: valid until the next step.
   */
  public ModelSnapshot liveSnapshot() {
    return ModelSnapshot.live(this);
  }

  /** Names a part whose weights or optimiser states are not finite; empty if there is none. */
  public Optional<String> brokenPart() {
    return Culprit.inState(this);
  }

  /** Goes back to a snapshot of this model. */
  public void restore(ModelSnapshot snapshot) {
    snapshot.copyTo(this);
    tableOptimizer.restore(snapshot.step());
  }

  /** Counts steps that were taken elsewhere, whose outcome the weights are. */
  public void skipTo(long step) {
    towers.getConfiguration().setIterationCount(Math.toIntExact(step));
    tableOptimizer.restore(step);
  }

  /**
   * Returns a SHA-256, as hex, over the weights of towers and tables, the tables' moments and the
   * calibration: equal digests mean that equal contracts give equal scores to the bit.
   */
  public String weightsDigest() {
    return ModelSnapshot.digest(this);
  }

  /** Computes the gradients of towers and tables without a step; returns the loss. */
  double gradients(GroupBatch batch) {
    return replica.gradients(batch, step());
  }

  /** Returns a replica for a worker; number 0 is the one whose gradients are the model's own. */
  ModelReplica replica(int number) {
    if (number == 0) {
      return replica;
    }
    TableSet shard = tables.sharingTables();
    DataType type = towers.params().dataType();
    return new ModelReplica(
        config,
        SharedGraph.of(towers),
        shard,
        inputs(config, contract, items, shops, shard, type),
        number);
  }

  /** Counts a step; its updates of towers and tables follow. */
  void beginUpdate() {
    tableOptimizer.beginStep();
  }

  /** Applies the towers' gradients of a step, summed over replicas from number 0 on. */
  void updateTowers(List<ModelReplica> gradients) {
    TowerUpdate.apply(towers, gradients.stream().skip(1).map(ModelReplica::towers).toList());
  }

  /** Applies the table gradients of a step to the rows of one part; parts may run in parallel. */
  void updateTables(List<ModelReplica> gradients, int part, int parts) {
    tables.update(
        tableOptimizer, gradients.stream().map(ModelReplica::tables).toList(), part, parts);
  }

  TableSet tableSet() {
    return tables;
  }

  TowerInputs inputs() {
    return inputs;
  }
}
