package dev.shopfuse.export.bundle;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.parity.ParityCheck;
import dev.shopfuse.export.parity.ParityReport;
import dev.shopfuse.export.parity.SampleRequest;
import dev.shopfuse.export.parity.SampleRequests;
import dev.shopfuse.export.serving.Provenance;
import dev.shopfuse.export.serving.ServingGraph;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.bundle.GoldenVectors;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.bundle.ManifestBuilder;
import dev.shopfuse.sdk.bundle.Requirements;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
    SortedMap<String, String> provenance = Provenance.of(model, settings.facts());
    OnnxModel graph = ServingGraph.of(model, ServingGraph.tasks(model), provenance);
    ParityReport parity = new ParityCheck(model).check(graph, requests(real));
    GoldenVectors golden = GoldenCases.of(model);
    byte[] bytes = graph.toBytes();
    BundleContents contents =
        BundleContents.of(model.contract(), model.items(), model.shops(), bytes, golden);
    Manifest manifest =
        BundleWriter.write(
            settings.bundleFile(),
            contents,
            manifest(graph, provenance),
            settings.onnxFile(),
            bytes);
    return report(manifest, graph, parity, golden.cases().size());
  }

  private void requireShops() {
    if (model.shops().ids().isEmpty()) {
      throw new ExportException("The model knows no shop; there is nothing to rank.");
    }
  }

  private List<UserContext> requests(List<RankRequest> real) {
    List<UserContext> requests = new ArrayList<>();
    for (SampleRequest request : new SampleRequests(model, SEED).take(RANDOM_REQUESTS)) {
      requests.add(request.context(model));
    }
    for (RankRequest request : real) {
      requests.add(SampleRequest.of(request).context(model));
    }
    return requests;
  }

  private ManifestBuilder manifest(OnnxModel graph, Map<String, String> provenance) {
    Requirements requirements =
        Requirements.of(
            BundleFormat.SDK_VERSION, graph.irVersion(), graph.opset(), graph.operators());
    ManifestBuilder manifest =
        Manifest.builder(
            settings.name(), settings.version(), settings.createdMillis(), requirements);
    if (settings.expiresMillis() != Manifest.NEVER) {
      manifest.expiresMillis(settings.expiresMillis());
    }
    provenance.forEach(manifest::provenance);
    return manifest;
  }

  private ExportReport report(
      Manifest manifest, OnnxModel graph, ParityReport parity, int goldenCases) throws IOException {
    Map<String, Long> parts = new LinkedHashMap<>();
    manifest.entries().forEach(entry -> parts.put(entry.name(), entry.bytes()));
    return new ExportReport(
        settings.bundleFile(),
        settings.onnxFile(),
        Files.size(settings.bundleFile()),
        parts,
        ServingGraph.tableBytes(graph),
        parity,
        goldenCases);
  }
}
