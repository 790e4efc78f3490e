package dev.shopfuse.training.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.feature.ContractFitter;
import dev.shopfuse.training.feature.EncodedTables;
import dev.shopfuse.training.feature.FeatureFile;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.SampleBuilder;
import dev.shopfuse.training.sample.SampleSet;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableOptions;
import dev.shopfuse.training.table.VisitTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketplaceSimulatorTest {
  private static final SimulationConfig SMALL = new SimulationConfig(200, 150, 40, 3);

  @TempDir Path folder;

  @Test
  void simulate_sameSeed_writesTheSameBytes() throws IOException {
    simulate(SMALL, "one");
    simulate(SMALL, "two");
    simulate(new SimulationConfig(200, 150, 40, 4), "three");
    assertThat(files("two")).isEqualTo(files("one"));
    assertThat(files("three")).isNotEqualTo(files("one"));
    assertThat(files("one").keySet())
        .contains("README.txt", "features.yaml", "truth/best_shops.csv", "visits.csv");
  }

  @Test
  void simulate_readme_saysThatItIsSimulated() throws IOException {
    simulate(SMALL, "out");
    assertThat(Files.readString(folder.resolve("out/README.txt")))
        .startsWith("SIMULATED.")
        .contains("SimulationConfig[users=200, items=150, shops=40, seed=3]");
  }

  @Test
  void simulate_defaults_areCleanAndItemVisitsAreMany() {
    MarketplaceSimulator.Simulation simulation = simulate(SimulationConfig.defaults(), "out");
    assertThat(simulation.itemVisits()).isBetween(55_000L, 65_000L);
    assertThat(simulation.shopVisits()).isBetween(7_000L, 9_000L);
    try (VisitTables tables = open("out")) {
      FeatureFile file = FeatureFile.read(tables.featureFile().orElseThrow());
      FeatureContract contract = ContractFitter.fit(tables, file, 4, 16);
      assertThat(EncodedTables.of(tables, contract).shops().size()).isEqualTo(302);
      SampleSet samples = SampleBuilder.build(tables, Progress.none());
      assertThat(samples.train().size()).isBetween(5_500, 7_000);
      assertThat(samples.cases(Split.TUNE)).hasSizeGreaterThan(300);
      assertThat(samples.cases(Split.TEST)).hasSizeGreaterThan(300);
    }
  }

  @Test
  void simulate_hiddenUtility_ranksVisitsFarBetterThanPopularityButNotPerfectly() {
    SimulationConfig config = SimulationConfig.defaults();
    simulate(config, "out");
    Marketplace truth = MarketplaceFactory.create(config);
    try (VisitTables tables = open("out")) {
      SampleSet samples = SampleBuilder.build(tables, Progress.none());
      long[] counts = samples.shopCounts();
      double popular = recall(samples, (user, shop) -> counts[shop]);
      double oracle =
          recall(
              samples,
              (user, shop) -> {
                Marketplace.User of = truth.users().get(user);
                return truth.shops().get(shop - 2).utility(of.taste(), of.budget());
              });
      assertThat(popular).isBetween(0.15, 0.3);
      assertThat(oracle).isBetween(popular + 0.15, 0.8);
    }
  }

  @Test
  void simulate_targetInUse_isRefused() {
    simulate(SMALL, "out");
    assertThatThrownBy(() -> simulate(SMALL, "out"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("out is not empty");
  }

  @Test
  void config_sizeOutsideTheBounds_isRefused() {
    assertThat(new SimulationConfig(10, 10, 10, 1).users()).isEqualTo(10);
    assertThatThrownBy(() -> new SimulationConfig(10, 9, 10, 1))
        .isInstanceOf(InputException.class)
        .hasMessage("items is 9; allowed are 10 to 10000000");
  }

  private static double recall(SampleSet samples, ToDoubleBiFunction<Integer, Integer> score) {
    List<EvaluationCase> cases = samples.cases(Split.TEST);
    double sum = 0;
    for (EvaluationCase user : cases) {
      int[] seen = user.seen();
      List<Integer> best =
          IntStream.range(2, samples.shopCounts().length)
              .filter(shop -> Arrays.binarySearch(seen, shop) < 0)
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      (Integer shop) -> -score.applyAsDouble(user.user(), shop)))
              .limit(20)
              .toList();
      long hits = Arrays.stream(user.heldOut()).filter(best::contains).count();
      sum += (double) hits / user.heldOut().length;
    }
    return sum / cases.size();
  }

  private MarketplaceSimulator.Simulation simulate(SimulationConfig config, String name) {
    return MarketplaceSimulator.simulate(config, folder.resolve(name), Progress.none());
  }

  private VisitTables open(String name) {
    return VisitTables.open(folder.resolve(name), TableOptions.strict());
  }

  private Map<String, String> files(String name) throws IOException {
    TreeMap<String, String> contents = new TreeMap<>();
    Path root = folder.resolve(name);
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(path).toString(), Files.readString(path));
      }
    }
    return contents;
  }
}
