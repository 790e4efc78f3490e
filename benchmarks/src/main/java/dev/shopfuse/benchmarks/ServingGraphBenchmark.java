package dev.shopfuse.benchmarks;

import ai.onnxruntime.OrtException;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.Value;
import dev.shopfuse.export.pass.PassSequence;
import dev.shopfuse.export.pass.ShareRows;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.ServedGraph;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.training.model.FusedModel;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
 * The same network for one user and 1,000 candidates in several graphs, in ONNX Runtime, one
 * thread. Setting up fails unless all forms give the same scores.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ServingGraphBenchmark {
  private static final int SHOPS = 5_000;
  private static final int ITEMS = 20_000;
  private static final int HISTORY = 20;
  private static final double TOLERANCE = 1e-5;
  private static final double ROUNDING = 0.01;
  private static final String CONFIG =
      "model: {hidden: [256, 128, 64], item_samples: %d, superposition: {direction: item_to_shop}}";

  /** A graph to compare. */
  public enum Form {
    /** The plain export: the user's features and item samples tiled over the candidates. */
    TILED,
    /** The plain export after the passes of export, the shared inputs given as one row. */
    PASSES,
    /** The serving graph. */
    SERVING,
    /** The serving graph with one row a shop. */
    FOLDED,
    /** As SERVING, tables in int8. */
    SERVING_INT8,
    /** As FOLDED, tables in int8. */
    FOLDED_INT8
  }

  /** Which graph is run. */
  @Param public Form form = Form.SERVING;

  /** Whether the user has an item and a shop history of 20 visits each. */
  @Param({"false", "true"})
  public boolean histories;

  /** K, how many item samples the user has; the plain export computes N of each. */
  @Param({"1", "4"})
  public int itemSamples;

  /** N. */
  @Param("1000")
  public int candidates;

  private GraphRun run;

  /** Builds the graph and compares its scores with those of the plain export. */
  @Setup
  public void open() throws OrtException {
    FusedModel model =
        new BenchmarkMarket(ITEMS, SHOPS, 16, 4, histories).model(CONFIG.formatted(itemSamples));
    OnnxGraph tiled = TiledGraph.of(model);
    Map<String, long[][]> rows = rows(model);
    OnnxGraph graph = graph(form, model, tiled);
    run = new GraphRun(graph, rows, candidates);
    try (GraphRun plain = new GraphRun(tiled, rows, candidates)) {
      double allowed = form.name().endsWith("INT8") ? ROUNDING : TOLERANCE;
      requireEqual(plain.run(), run.run(), allowed);
    }
  }

  private static OnnxGraph graph(Form form, FusedModel model, OnnxGraph tiled) {
    ServingForm plain = ServingForm.PLAIN;
    return switch (form) {
      case TILED -> tiled;
      case PASSES ->
          PassSequence.standard().apply(new ShareRows(sharedInputs(tiled)).apply(tiled)).graph();
      case SERVING -> ServedGraph.of(model, plain).stored();
      case FOLDED -> ServedGraph.of(model, plain.withFoldedShops()).stored();
      case SERVING_INT8 -> ServedGraph.of(model, plain.withTables(TablePrecision.INT8)).stored();
      case FOLDED_INT8 ->
          ServedGraph.of(model, plain.withFoldedShops().withTables(TablePrecision.INT8)).stored();
    };
  }

  private static Set<String> sharedInputs(OnnxGraph tiled) {
    return tiled.inputs().stream()
        .map(Value::name)
        .filter(name -> name.endsWith("history") || !name.startsWith("shop"))
        .collect(Collectors.toSet());
  }

  /** The ids of one user, of K item samples, and of the candidates. */
  private Map<String, long[][]> rows(FusedModel model) {
    SplittableRandom random = new SplittableRandom(5);
    Map<String, long[][]> rows = new HashMap<>();
    for (Feature feature : model.contract().features()) {
      int limit = model.contract().rows(feature).rows();
      rows.put(
          feature.name(),
          switch (feature.side()) {
            case USER -> new long[][] {ids(random, limit, feature.isSequence() ? HISTORY : 1)};
            case ITEM -> new long[][] {ids(random, limit, itemSamples)};
            case SHOP -> shops(model.shops().features().indices(feature));
          });
    }
    return rows;
  }

  private static long[] ids(SplittableRandom random, int limit, int count) {
    return random.longs(count, Catalogue.FIRST, limit).toArray();
  }

  private long[][] shops(int[] column) {
    long[][] ids = new long[candidates][];
    for (int i = 0; i < candidates; i++) {
      ids[i] = new long[] {column[Catalogue.FIRST + i]};
    }
    return ids;
  }

  private static void requireEqual(FloatBuffer expected, FloatBuffer actual, double allowed) {
    for (int i = 0; i < expected.capacity(); i++) {
      // Not ">": NaN must fail too.
      if (!(Math.abs(expected.get(i) - actual.get(i)) <= allowed)) {
        throw new IllegalStateException(
            "Candidate " + i + " scores " + actual.get(i) + ", tiled " + expected.get(i) + ".");
      }
    }
  }

  /** Frees the graph. */
  @TearDown
  public void close() throws OrtException {
    run.close();
  }

  /** Scores the candidates. */
  @Benchmark
  public FloatBuffer score() throws OrtException {
    return run.run();
  }
}
