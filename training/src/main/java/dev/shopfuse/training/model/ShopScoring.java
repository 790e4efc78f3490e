package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.network.RowBuffer;
import dev.shopfuse.training.network.SharedGraph;
import dev.shopfuse.training.network.SingleThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Scores the same N shops for many users in large batches, on all cores. Not thread-safe; valid
 * until the model's next training step.
 *
 * <p>Each worker has a graph of its own over the same parameters. How users are batched does not
 * depend on the number of workers, so neither do the scores.
 */
public final class ShopScoring {
  /** Rows of the larger tower in one pass: a pass costs milliseconds, but must fit the caches. */
  private static final int BATCH_ROWS = 8_192;

  /** As many where users share the shops: a pass computes the shops' side once for all of them. */
  private static final int SHARED_ROWS = 131_072;

  private final TrainingConfig config;
  private final ComputationGraph towers;
  private final Queue<ComputationGraph> idle = new ConcurrentLinkedQueue<>();
  private final TowerInputs inputs;
  private final int shopCount;
  private final boolean groupPerShop;
  private final boolean shared;
  private final List<Chunk> chunks = new ArrayList<>();

  ShopScoring(
      TrainingConfig config, ComputationGraph towers, TowerInputs inputs, int[] shopIndices) {
    SingleThread.use();
    this.config = config;
    this.towers = towers;
    this.inputs = inputs;
    this.shopCount = shopIndices.length;
    this.shared = config.negatives().shared();
    this.groupPerShop = config.model().superposition().direction().shopToItem();
    int rowsPerShop = groupPerShop ? config.model().itemSamples() : 1;
    int size = Math.max(1, BATCH_ROWS / rowsPerShop);
    for (int from = 0; from < shopCount; from += size) {
      int to = Math.min(shopCount, from + size);
      int rows = shared ? SHARED_ROWS : BATCH_ROWS;
      int usersAtOnce = Math.max(1, rows / (rowsPerShop * (to - from)));
      int[] indices = Arrays.copyOfRange(shopIndices, from, to);
      chunks.add(new Chunk(from, indices, shopRows(indices), usersAtOnce));
    }
  }

  /** Returns the probabilities [users, N], shops in the order given. */
  public float[][] score(List<UserContext> users) {
    float[][] scores = new float[users.size()][shopCount];
    List<Runnable> passes = new ArrayList<>();
    for (Chunk chunk : chunks) {
      for (int from = 0; from < users.size(); from += chunk.usersAtOnce) {
        int first = from;
        int to = Math.min(users.size(), from + chunk.usersAtOnce);
        passes.add(() -> pass(users, first, to, chunk, scores));
      }
    }
    passes.parallelStream().forEach(Runnable::run);
    return scores;
  }

  private void pass(List<UserContext> users, int from, int to, Chunk chunk, float[][] scores) {
    SingleThread.useHere();
    float[] batch = score(users.subList(from, to), chunk);
    int width = chunk.shops.rows();
    for (int user = from; user < to; user++) {
      System.arraycopy(batch, (user - from) * width, scores[user], chunk.first, width);
    }
  }

  private float[] score(List<UserContext> users, Chunk chunk) {
    int groups = groupPerShop ? users.size() * chunk.shops.rows() : users.size();
    List<UserContext> groupUsers = new ArrayList<>(groups);
    GroupBatch.Rows items = new GroupBatch.Rows();
    for (UserContext user : users) {
      for (int i = 0; i < groups / users.size(); i++) {
        groupUsers.add(user);
        addItems(user, items);
      }
    }
    INDArray[] arrays =
        TowerGraph.inputs(config).stream()
            .map(
                input ->
                    switch (input) {
                      case TowerGraph.USER -> inputs.users(groupUsers);
                      case TowerGraph.ITEM -> inputs.rows(inputs.items, items).toArray();
                      case TowerGraph.ITEM_WEIGHT -> inputs.pooling(items, groups);
                      case TowerGraph.MATCH -> inputs.matches(users, chunk.indices);
                      case TowerGraph.SHOP -> chunk.repeated(shared ? 1 : users.size());
                      default -> throw new AssertionError(input);
                    })
            .toArray(INDArray[]::new);
    ComputationGraph graph = borrow();
    INDArray[] outputs = graph.output(false, arrays);
    idle.add(graph);
    return outputs[outputs.length - 1].data().asFloat();
  }

  private ComputationGraph borrow() {
    ComputationGraph graph = idle.poll();
    if (graph == null) {
      graph = SharedGraph.of(towers);
    }
    return graph;
  }

  private void addItems(UserContext user, GroupBatch.Rows items) {
    int[] samples = user.itemSamples();
    for (int i = 0; i < config.model().itemSamples(); i++) {
      boolean real = i < samples.length;
      items.add(real ? samples[i] : GroupBatch.PADDING, real ? 1.0 / samples.length : 0, 0, 0);
    }
  }

  private RowBuffer shopRows(int[] indices) {
    GroupBatch.Rows rows = new GroupBatch.Rows();
    Arrays.stream(indices).forEach(shop -> rows.add(shop, 0, 0, 0));
    return inputs.rows(inputs.shops, rows);
  }

  /** Some of the shops; their rows, repeated for a full batch of users, are kept. */
  private static final class Chunk {
    final int first;
    final int[] indices;
    final RowBuffer shops;
    final int usersAtOnce;
    private @Nullable INDArray full;

    Chunk(int first, int[] indices, RowBuffer shops, int usersAtOnce) {
      this.first = first;
      this.indices = indices;
      this.shops = shops;
      this.usersAtOnce = usersAtOnce;
    }

    synchronized INDArray repeated(int users) {
      if (users != usersAtOnce) {
        return shops.toArray(users);
      }
      INDArray kept = full;
      if (kept == null) {
        kept = shops.toArray(users);
        full = kept;
      }
      return kept;
    }
  }
}
