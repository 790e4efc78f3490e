package dev.shopfuse.benchmarks;

import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One user's request through the SDK, from raw values to scores, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class RankBenchmark {
  private static final String CONFIG =
      "model: {hidden: [256, 128, 64], item_samples: 4, superposition: {direction: item_to_shop}}";

  /** N, how many shops are ranked. */
  @Param({"1", "100", "1000"})
  public int candidates;

  private Path directory;
  private ShopRanker ranker;
  private RankRequest request;

  /** Exports a model and opens it as a device does. */
  @Setup
  public void open() throws Exception {
    BenchmarkMarket market = new BenchmarkMarket(2_000, 1_000, 16, 4, true);
    directory = Files.createTempDirectory("rank-benchmark");
    Path bundle = directory.resolve("market.shopfuse");
    BundleExporter.export(
        market.model(CONFIG), ExportSettings.of(bundle, "benchmark", 1, 1), List.of());
    ranker = ShopRanker.open(bundle.toFile(), BundleTrust.allowUnsignedForDevelopment());
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      visits.add(Visit.toItem("i" + 31 * i, i));
    }
    List<String> shops = IntStream.range(0, candidates).mapToObj(i -> "s" + i).toList();
    request = RankRequest.forUser(market.profile(1)).visits(visits).candidates(shops).build();
  }

  /** Closes the ranker and removes the bundle. */
  @TearDown
  public void close() throws Exception {
    ranker.close();
    Files.delete(directory.resolve("market.shopfuse"));
    Files.delete(directory);
  }

  /** Scores the candidates. */
  @Benchmark
  public float[] score() {
    return ranker.score(request);
  }
}
