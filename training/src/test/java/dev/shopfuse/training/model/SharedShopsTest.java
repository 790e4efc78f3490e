package dev.shopfuse.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.model.SharedShops.Shard;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedShopsTest {
  private static final double WEIGHT = 0.5;

  private static Shard shard(int... sampled) {
    return new Shard(sampled);
  }

  private static float[] losses(GroupBatch.Rows rows) {
    return Arrays.copyOf(rows.losses, rows.count);
  }

  private static float[] labels(GroupBatch.Rows rows) {
    return Arrays.copyOf(rows.labels, rows.count);
  }

  @Test
  void candidates_severalShards_areAllVisitedShopsAndTheFirstShardsSampledOnes() {
    Shard first = shard(9, 3);
    first.add(4, new int[] {4});
    first.add(3, new int[] {3});
    Shard empty = shard(8);
    Shard last = shard(7);
    last.add(4, new int[] {2, 4});
    SharedShops shops = new SharedShops(List.of(first, empty, last));
    assertThat(shops.candidates().catalogueIndices()).containsExactly(4, 3, 4, 9, 3);
    assertThat(shops.pairs(empty, 2, WEIGHT).count).isZero();
  }

  @Test
  void pairs_laterShard_hasItsOwnVisitedShopsAsLabels() {
    Shard first = shard(9);
    first.add(4, new int[] {4});
    first.add(3, new int[] {3});
    Shard last = shard(9);
    last.add(5, new int[] {5});
    GroupBatch.Rows pairs = new SharedShops(List.of(first, last)).pairs(last, 2, WEIGHT);
    assertThat(pairs.catalogueIndices()).containsExactly(4, 3, 5, 9);
    assertThat(labels(pairs)).containsExactly(0, 0, 1, 0);
    assertThat(losses(pairs)).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    assertThat(pairs.labelled).isEqualTo(4);
  }

  @Test
  void pairs_shopsTheUserVisited_areNoNegativesWhereverTheyStand() {
    Shard shard = shard(9, 3, 4);
    shard.add(4, new int[] {3, 4});
    shard.add(4, new int[] {4});
    GroupBatch.Rows pairs = new SharedShops(List.of(shard)).pairs(shard, 0, WEIGHT);
    assertThat(pairs.catalogueIndices()).containsExactly(4, 4, 9, 3, 4, 4, 4, 9, 3, 4);
    assertThat(labels(pairs)).containsExactly(1, 0, 0, 0, 0, 0, 1, 0, 0, 0);
    assertThat(losses(pairs))
        .as("the other visit to the same shop and the shop known from before do not count")
        .containsExactly(0.5f, 0, 0.5f, 0, 0, 0, 0.5f, 0.5f, 0.5f, 0);
  }
}
