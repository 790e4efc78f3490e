package dev.shopfuse.export.bundle;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.parity.ParityCheck;
import dev.shopfuse.export.parity.ParityReport;
import dev.shopfuse.export.parity.RoundingReport;
import dev.shopfuse.export.parity.SampleRequest;
import dev.shopfuse.export.parity.SampleRequests;
import dev.shopfuse.export.pass.QuantizeTables;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.GraphParts;
import dev.shopfuse.export.serving.Provenance;
import dev.shopfuse.export.serving.ServedGraph;
import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.ManifestBuilder;
import dev.shopfuse.sdk.bundle.Requirements;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a trained model into a bundle: serving graph, parity check, golden vectors, file, proof
 * with the SDK. Not thread-safe, like the model; makes one export.
 *
 * <p>Files get their names at the very end: whatever fails, a good bundle of an earlier export is
 * still there, and nothing half-written is.
 */
public final class BundleExporter {
  private static final int RANDOM_REQUESTS = 32;
  private static final long SEED = 97;

  private final FusedModel model;
  private final ExportSettings settings;

  private BundleExporter(FusedModel model, ExportSettings settings) {
    this.model = model;
    this.settings = settings;
  }

  /**
   * Exports a model.
   *
   * @param real requests of real users, such as those of evaluation cases; random ones are checked
   *     in any case
   * @return what was written and proven
   * @throws dev.shopfuse.export.parity.ParityException if the graph computes something else than
   *     the model
   * @throws ExportException if the model cannot be exported, or the SDK refuses the bundle
   * @throws IOException if a file cannot be written
   */
  public static ExportReport export(
      FusedModel model, ExportSettings settings, List<RankRequest> real) throws IOException {
    return new BundleExporter(model, settings).export(real);
  }

  private ExportReport export(List<RankRequest> real) throws IOException {
    requireShops();
    ServedGraph graph = ServedGraph.of(model, settings.form());
    ServedModel served = graph.served();
    List<SampleRequest> requests = requests(served, real);
    ParityCheck check = new ParityCheck(served);
    ParityReport parity = check.check(graph.exact(), requests);
    Optional<RoundingReport> rounding = rounding(check, graph, requests);
    GoldenVectors golden = GoldenCases.of(served, graph.stored());
    OnnxModel onnx = graph.model(Provenance.of(model, settings.facts()));
    byte[] bytes = onnx.toBytes();
    BundleContents contents =
        BundleContents.of(served.contract(), served.items(), served.shops(), bytes, golden);
    Manifest manifest =
        BundleWriter.write(
            settings.bundleFile(),
            contents,
            manifest(onnx),
            settings.signingKey(),
            settings.onnxFile(),
            bytes);
    return new ExportReport(
        settings.bundleFile(),
        settings.onnxFile(),
        Files.size(settings.bundleFile()),
        parts(manifest),
        GraphParts.of(graph.stored(), bytes.length),
        graph.passes(),
        graph.folding(),
        parity,
        rounding,
        golden.cases().size());
  }

  private Optional<RoundingReport> rounding(
      ParityCheck check, ServedGraph graph, List<SampleRequest> requests) {
    TablePrecision precision = settings.form().tables();
    if (precision == TablePrecision.FP32) {
      return Optional.empty();
    }
    OnnxGraph rounded = QuantizeTables.rounded(precision).apply(graph.exact());
    return Optional.of(check.checkRounding(graph.stored(), rounded, graph.exact(), requests));
  }

  private void requireShops() {
    if (model.shops().ids().isEmpty()) {
      throw new ExportException("The model knows no shop; there is nothing to rank.");
    }
  }

  private static List<SampleRequest> requests(ServedModel served, List<RankRequest> real) {
    List<SampleRequest> requests =
        new ArrayList<>(new SampleRequests(served, SEED).take(RANDOM_REQUESTS));
    real.forEach(request -> requests.add(SampleRequest.of(request)));
    return requests;
  }

  private ManifestBuilder manifest(OnnxModel graph) {
    Requirements requirements =
        Requirements.of(
            BundleFormat.SDK_VERSION, graph.irVersion(), graph.opset(), graph.operators());
    ManifestBuilder manifest =
        Manifest.builder(
            settings.name(), settings.version(), settings.createdMillis(), requirements);
    if (settings.expiresMillis() != Manifest.NEVER) {
      manifest.expiresMillis(settings.expiresMillis());
    }
    graph.metadata().forEach(manifest::provenance);
    return manifest;
  }

  private static Map<String, Long> parts(Manifest manifest) {
    Map<String, Long> parts = new LinkedHashMap<>();
    manifest.entries().forEach(entry -> parts.put(entry.name(), entry.bytes()));
    return parts;
  }
}
