package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportReport;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.export.parity.ParityReport;
import dev.shopfuse.export.pass.PassReport;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.sign.SigningKey;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.evaluate.RequestFile;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.train.MetricsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The step from a model directory to a bundle, as {@code export} and {@code demo} take it. */
record ModelExport(
    Path directory,
    String name,
    Optional<Long> version,
    ServingForm form,
    Optional<SigningKey> signingKey) {

  /** Exports and proves; a failing proof writes nothing. */
  ExportReport to(Path bundle, Optional<Path> onnx) throws IOException {
    FusedModel model = ModelDirectory.load(directory);
    long seconds = seconds();
    ExportSettings settings =
        ExportSettings.of(bundle, name, version.orElse(seconds), seconds * 1000)
            .withFacts(facts())
            .withForm(form);
    settings = onnx.map(settings::withOnnxFile).orElse(settings);
    return BundleExporter.export(
        model,
        signingKey.map(settings::withSigningKey).orElse(settings),
        RequestFile.read(directory.resolve(RequestFile.NAME)));
  }

  static void tell(ExportReport report, Output output) {
    ParityReport parity = report.parity();
    output.say("Bundle %s, %,d bytes", report.bundleFile(), report.bytes());
    report
        .bytesByPart()
        .forEach(
            (part, bytes) -> {
              output.say("  %-28s %,12d bytes", part, bytes);
              if (part.equals(BundleFormat.MODEL)) {
                report
                    .graph()
                    .byName()
                    .forEach((name, size) -> output.say("    %-26s %,12d", name, size));
              }
            });
    output.say(
        "Passes: %s",
        String.join(
            ", ",
            report.passes().stream().filter(PassReport::changed).map(PassReport::pass).toList()));
    report.folding().ifPresent(folding -> output.say("%s", folding.explanation()));
    output.say(
        "Parity: %,d scores of %d requests differ from DL4J by at most %.1e, order identical",
        parity.shopsScored(), parity.requests(), parity.maxAbsDifference());
    report
        .rounding()
        .ifPresent(
            rounding ->
                output.say(
                    "Tables: stored numbers score within %.1e of the same numbers in floats, within"
                        + " %.1e of the numbers as trained",
                    rounding.maxEngineDifference(), rounding.maxRoundingDifference()));
    output.say("Golden vectors proven by the SDK: %d", report.goldenCases());
  }

  static ObjectNode json(ParityReport parity) {
    return new JsonMapper()
        .createObjectNode()
        .put("max_abs_difference", parity.maxAbsDifference())
        .put("requests", parity.requests())
        .put("shops_scored", parity.shopsScored());
  }

  /** The convention of reproducible builds: a set SOURCE_DATE_EPOCH stands for the present. */
  private static long seconds() {
    String fixed = System.getenv("SOURCE_DATE_EPOCH");
    if (fixed == null) {
      return System.currentTimeMillis() / 1000;
    }
    try {
      return Long.parseLong(fixed);
    } catch (NumberFormatException e) {
      throw new InputException(
          "SOURCE_DATE_EPOCH is \"" + fixed + "\"; give seconds since 1970, or unset it.", e);
    }
  }

  private Map<String, String> facts() throws IOException {
    Map<String, String> facts = new TreeMap<>();
    Path file = directory.resolve(MetricsFile.NAME);
    if (Files.exists(file)) {
      JsonNode metrics = new JsonMapper().readTree(file.toFile());
      metrics
          .path("metrics")
          .properties()
          .forEach(entry -> facts.put("tune." + entry.getKey(), entry.getValue().asText()));
      facts.put("data", metrics.path("provenance").path("data_digest").asText());
    }
    return facts;
  }
}
