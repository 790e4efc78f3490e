package dev.shopfuse.training.model;

import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.TrainingConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out training examples as groups of rows. Not thread-safe; makes one batch.
 *
 * <p>The item rows of a group are up to K visited samples (label 1, superposed), filled up with
 * padding, then Q sampled negatives (label 0, never superposed: on the device item samples are
 * always visits). A user without item visits has one "none" row, superposed but without label. The
 * shop rows are the visited shop (label 1) and its negatives (label 0).
 *
 * <p>Where shops give to items, each shop row is a group of its own with the same user and item
 * samples. Only the group of the visited shop has an item loss: a shop that was never visited
 * teaches the item tower nothing.
 *
 * <p>Where negatives are shared, every example of the batch meets the same shops, see {@link
 * SharedShops}: {@link #share} comes first, then {@link #addSharing}.
 *
 * <p>The loss is {@code item_weight} times the mean over labelled item rows of the batch plus
 * {@code shop_weight} times the mean over labelled shop rows or, for losses that compare
 * candidates, over examples.
 */
public final class BatchBuilder {
  private final boolean groupPerShop;
  private final boolean poolsItems;
  private final boolean hasItems;
  private final int visitedRows;
  private final int negativeItems;
  private final int negativeShops;
  private final double itemWeight;
  private final double shopWeight;
  private final boolean sharing;
  private final boolean meanOfExamples;
  private final float[] corrections;
  private final List<UserContext> users = new ArrayList<>();
  private final GroupBatch.Rows items = new GroupBatch.Rows();
  private GroupBatch.Rows shops = new GroupBatch.Rows();
  private GroupBatch.Rows candidates = shops;
  private SharedShops.Shard sharedShard = new SharedShops.Shard(new int[0]);
  private int examples;

  /** Starts a batch without corrections, as losses that do not compare candidates need none. */
  public BatchBuilder(TrainingConfig config) {
    this(config, new float[0]);
  }

  /**
   * Starts a batch.
   *
   * @param corrections what losses that compare candidates subtract from a shop's logit, by
   *     catalogue index; empty for nothing
   */
  public BatchBuilder(TrainingConfig config, float[] corrections) {
    this.corrections = corrections;
    sharing = config.negatives().shared();
    meanOfExamples = config.loss().shop().comparesCandidates();
    Direction direction = config.model().superposition().direction();
    groupPerShop = direction.shopToItem();
    poolsItems = direction.itemToShop();
    hasItems = config.hasItemTower();
    visitedRows = config.model().itemSamples();
    negativeItems = config.negatives().items();
    negativeShops = config.negatives().shops();
    itemWeight = config.loss().itemWeight();
    shopWeight = config.loss().shopWeight();
  }

  /**
   * Adds one example.
   *
   * @param user what was known before the visit
   * @param shop catalogue index of the visited shop
   * @param shopNegatives sampled shops, as many as configured, or fewer if there are no more
   * @param itemNegatives sampled items, as many as configured, or fewer if there are no more
   */
  public void add(UserContext user, int shop, int[] shopNegatives, int[] itemNegatives) {
    if (shopNegatives.length > negativeShops || itemNegatives.length > negativeItems) {
      throw new IllegalArgumentException(
          "Got %d shop and %d item negatives; configured are %d and %d."
              .formatted(shopNegatives.length, itemNegatives.length, negativeShops, negativeItems));
    }
    examples++;
    startGroup(user, itemNegatives, true);
    shops.add(shop, 0, 1, shopWeight);
    for (int i = 0; i < negativeShops; i++) {
      boolean real = i < shopNegatives.length;
      if (groupPerShop) {
        startGroup(user, itemNegatives, false);
      }
      shops.add(real ? shopNegatives[i] : GroupBatch.PADDING, 0, 0, real ? shopWeight : 0);
    }
  }

  /** Begins a batch whose examples all meet these sampled shops; a later shard's do not count. */
  public void share(int[] sampledShops) {
    sharedShard = new SharedShops.Shard(sampledShops.clone());
  }

  /**
   * Adds one example that meets the shared shops.
   *
   * @param user what was known before the visit
   * @param shop catalogue index of the visited shop
   * @param knownShops the shops its user visited; none of them is a negative
   * @param itemNegatives sampled items, as many as configured, or fewer if there are no more
   */
  public void addSharing(UserContext user, int shop, int[] knownShops, int[] itemNegatives) {
    examples++;
    startGroup(user, itemNegatives, true);
    sharedShard.add(shop, knownShops);
  }

  /** Returns the number of groups so far. */
  public int groups() {
    return users.size();
  }

  /** Returns the batch; the builder is used up. */
  public GroupBatch build() {
    List<BatchBuilder> shards = List.of(this);
    pairs(shards).forEach(Runnable::run);
    return build(shards).get(0);
  }

  /**
   * Returns what is left to do for each shard of one batch before {@link #build(List)}: to pair its
   * examples with the shared shops of all of them. May be done in parallel; nothing where negatives
   * are not shared.
   */
  static List<Runnable> pairs(List<BatchBuilder> shards) {
    if (!shards.get(0).sharing) {
      return List.of();
    }
    SharedShops shared = new SharedShops(shards.stream().map(shard -> shard.sharedShard).toList());
    List<Runnable> tasks = new ArrayList<>();
    int examplesBefore = 0;
    for (BatchBuilder shard : shards) {
      int firstExample = examplesBefore;
      tasks.add(() -> shard.pair(shared, firstExample));
      examplesBefore += shard.examples;
    }
    return tasks;
  }

  private void pair(SharedShops shared, int firstExample) {
    candidates = shared.candidates();
    shops = shared.pairs(sharedShard, firstExample, shopWeight);
  }

  /**
   * Returns the shards of one batch: a loss weight is divided by the labelled rows of all of them,
   * so that their gradients add up to the gradient of the whole batch. The builders are used up.
   */
  static List<GroupBatch> build(List<BatchBuilder> shards) {
    int itemRows = shards.stream().mapToInt(shard -> shard.items.labelled).sum();
    int shopRows =
        shards.stream()
            .mapToInt(shard -> shard.meanOfExamples ? shard.examples : shard.shops.labelled)
            .sum();
    return shards.stream()
        .map(
            shard -> {
              shard.items.divideLosses(itemRows);
              shard.shops.divideLosses(shopRows);
              return new GroupBatch(
                  shard.users, shard.items, shard.candidates, shard.shops, shard.corrections);
            })
        .toList();
  }

  private void startGroup(UserContext user, int[] negatives, boolean visitedShop) {
    users.add(user);
    if (!hasItems) {
      return;
    }
    // Item rows beside a negative shop matter only if they are pooled into it.
    boolean used = visitedShop || poolsItems;
    double loss = visitedShop ? itemWeight : 0;
    addVisited(used ? user.itemSamples() : new int[0], loss);
    for (int i = 0; i < negativeItems; i++) {
      boolean real = visitedShop && i < negatives.length;
      items.add(real ? negatives[i] : GroupBatch.PADDING, 0, 0, real ? loss : 0);
    }
  }

  private void addVisited(int[] samples, double loss) {
    for (int i = 0; i < visitedRows; i++) {
      if (i < samples.length) {
        items.add(samples[i], 1.0 / samples.length, 1, samples[i] == Catalogue.NONE ? 0 : loss);
      } else {
        items.add(GroupBatch.PADDING, 0, 0, 0);
      }
    }
  }
}
