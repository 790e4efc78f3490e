package dev.shopfuse.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankRequestBuilder;
import dev.shopfuse.sdk.Ranking;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.feature.ContextEncoder;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * One call of the ranker, from raw values to the best ten shops, between others: the floor, ONNX
 * Runtime alone on the same graph with everything prepared; and ONNX Runtime as its public samples
 * use it (Java arrays in, getValue() out, sort all), on the same graph and on the plain export of
 * the same network. {@code -prof gc} shows what each leaves to the garbage collector.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
public class RankCallBenchmark {
  private static final String CONFIG =
      "model: {hidden: [256, 128, 64], item_samples: 4, superposition: {direction: item_to_shop}}";
  private static final int BEST = 10;

  /** N, how many shops are ranked. */
  @Param({"100", "1000", "10000"})
  public int candidates;

  private Path file;
  private ShopRanker ranker;
  private RankRequest best;
  private RankRequest every;
  private RawModel raw;
  private TiledModel tiled;
  private ContextEncoder contexts;
  private Map<String, String> profile;
  private int[] itemVisits;
  private List<String> shopIds;
  private Map<String, Integer> shopIndices;
  private Map<String, OnnxTensor> prepared;
  private Map<String, OnnxTensor> pinned;

  /** A shop as the samples' sort sees it. */
  private record Scored(String id, float score) {}

  /** Exports a model and opens it both ways. */
  @Setup
  public void open() throws Exception {
    BenchmarkMarket market = new BenchmarkMarket(2_000, 10_000, 16, 4, true);
    file = Files.createTempFile("rank-call-benchmark", ".shopfuse");
    FusedModel model = market.model(CONFIG);
    BundleExporter.export(model, ExportSettings.of(file, "benchmark", 1, 1), List.of());
    Bundle bundle = Bundle.open(file.toFile(), BundleTrust.allowUnsignedForDevelopment());
    ranker = ShopRanker.open(bundle);
    profile = market.profile(1);
    itemVisits = IntStream.range(0, 12).map(i -> 2 + 31 * i).toArray();
    shopIds = bundle.shops().ids().subList(0, candidates);
    RankRequestBuilder request =
        RankRequest.forUser(profile).visits(visits(bundle)).candidates(shopIds);
    every = request.build();
    best = request.limit(BEST).build();
    openRaw(bundle);
    tiled = new TiledModel(model, bundle);
    requireEqual(ranker.score(every), tiled.score(user(), shops()));
  }

  private static void requireEqual(float[] expected, float[] actual) {
    for (int i = 0; i < expected.length; i++) {
      // Not ">": NaN must fail too.
      if (!(Math.abs(expected[i] - actual[i]) <= 1e-5)) {
        throw new IllegalStateException(
            "Candidate " + i + " scores " + expected[i] + ", tiled " + actual[i] + ".");
      }
    }
  }

  private List<Visit> visits(Bundle bundle) {
    List<Visit> visits = new ArrayList<>();
    for (int item : itemVisits) {
      visits.add(Visit.toItem(bundle.items().id(item), visits.size()));
    }
    return visits;
  }

  private void openRaw(Bundle bundle) throws OrtException {
    raw = new RawModel(bundle);
    contexts = new ContextEncoder(bundle.contract(), bundle.items(), bundle.shops());
    shopIndices = new HashMap<>();
    shopIds.forEach(id -> shopIndices.put(id, bundle.shops().index(id)));
    prepared = raw.prepare(arrays());
    FloatBuffer scores =
        ByteBuffer.allocateDirect(Math.multiplyExact(candidates, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    pinned =
        Map.of("shop", OnnxTensor.createTensor(raw.environment, scores, new long[] {candidates}));
  }

  private Map<String, Object> arrays() {
    return raw.arrays(user(), shops());
  }

  private UserContext user() {
    return contexts.encode(profile, itemVisits, new int[0]);
  }

  private int[] shops() {
    return shopIds.stream().mapToInt(shopIndices::get).toArray();
  }

  /** Closes everything and removes the bundle. */
  @TearDown
  public void close() throws Exception {
    ranker.close();
    prepared.values().forEach(OnnxTensor::close);
    pinned.values().forEach(OnnxTensor::close);
    raw.close();
    tiled.close();
    Files.delete(file);
  }

  /** ONNX Runtime alone: no encoding, no sorting, the same buffers each time. */
  @Benchmark
  public void floor() throws OrtException {
    raw.session.run(prepared, Set.of(), pinned).close();
  }

  /** The ranker: encode, score, choose the best ten. */
  @Benchmark
  public Ranking rankBest() {
    return ranker.rank(best);
  }

  /** The ranker: encode, score, sort all. */
  @Benchmark
  public Ranking rankEvery() {
    return ranker.rank(every);
  }

  /** Java arrays in, getValue() out, sort all, on the graph of the ranker. */
  @Benchmark
  public List<String> samples() throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (Map.Entry<String, Object> input : arrays().entrySet()) {
      inputs.put(input.getKey(), OnnxTensor.createTensor(raw.environment, input.getValue()));
    }
    try (OrtSession.Result result = raw.session.run(inputs)) {
      return sorted((float[]) result.get("shop").orElseThrow().getValue());
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  /** Java arrays with the user tiled in, getValue() out, sort all, on the plain export. */
  @Benchmark
  public List<String> samplesTiled() throws OrtException {
    return sorted(tiled.score(user(), shops()));
  }

  private List<String> sorted(float[] scores) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      scored.add(new Scored(shopIds.get(i), scores[i]));
    }
    scored.sort(Comparator.comparing(Scored::score).reversed().thenComparing(Scored::id));
    return scored.subList(0, BEST).stream().map(Scored::id).toList();
  }
}
