package dev.shopfuse.training.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what examples and cases see with a plain loop over every pair of visits. */
class SampleLeakTest {
  private static final int TRAIN_END = 60;

  @TempDir Path folder;

  private record Visit(int user, boolean item, int target, int time) {
    String line() {
      String split = time < TRAIN_END ? "train" : time < 80 ? "tune" : "test";
      return "u%02d,%s,t%02d,%d,%s".formatted(user, item ? "item" : "shop", target, time, split);
    }
  }

  @Test
  void build_randomVisits_countsEqualAPlainLoop() {
    List<Visit> visits = visits(new Random(11));
    SampleSet samples = build(visits);
    List<TrainingExample> expected = new ArrayList<>();
    for (Visit shop : visits) {
      if (!shop.item() && shop.time() < TRAIN_END) {
        int items = count(visits, shop, true);
        int shops = count(visits, shop, false);
        expected.add(new TrainingExample(shop.user(), items, shops, 2 + shop.target(), true));
      }
    }
    assertThat(samples.train()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void build_permutedFuture_leavesExamplesUnchanged() {
    List<Visit> visits = visits(new Random(12));
    List<Visit> permuted = new ArrayList<>();
    Random random = new Random(13);
    for (Visit visit : visits) {
      boolean future = visit.time() >= TRAIN_END;
      permuted.add(
          future
              ? new Visit(visit.user(), random.nextBoolean(), random.nextInt(9), visit.time())
              : visit);
    }
    SampleSet before = build(visits);
    SampleSet after = build(permuted);
    assertThat(after.train()).isEqualTo(before.train());
    for (int user = 0; user < 8; user++) {
      assertThat(after.sequences(Split.TRAIN).itemVisits(user))
          .isEqualTo(before.sequences(Split.TRAIN).itemVisits(user));
      assertThat(after.sequences(Split.TRAIN).shopVisits(user))
          .isEqualTo(before.sequences(Split.TRAIN).shopVisits(user));
    }
    assertThat(after.digest()).isNotEqualTo(before.digest());
  }

  private static int count(List<Visit> visits, Visit shop, boolean item) {
    return (int)
        visits.stream()
            .filter(v -> v.user() == shop.user() && v.item() == item && v.time() < shop.time())
            .count();
  }

  private static List<Visit> visits(Random random) {
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      visits.add(
          new Visit(
              random.nextInt(8), random.nextInt(3) > 0, random.nextInt(9), random.nextInt(100)));
    }
    return visits;
  }

  private SampleSet build(List<Visit> visits) {
    List<String> lines = new ArrayList<>(List.of("user_id,page,target_id,time,split"));
    visits.forEach(visit -> lines.add(visit.line()));
    String[] targets = new String[10];
    Arrays.setAll(targets, i -> i == 0 ? "" : "t0" + (i - 1));
    String[] shops = targets.clone();
    shops[0] = "shop_id";
    String[] items = targets.clone();
    items[0] = "item_id";
    TableFolder tables =
        new TableFolder(folder)
            .with("shops.csv", shops)
            .with("items.csv", items)
            .with("visits.csv", lines.toArray(new String[0]));
    try (VisitTables opened = tables.open()) {
      return SampleBuilder.build(opened, Progress.none());
    }
  }
}
