package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.bundle.ExportReport;
import dev.shopfuse.export.parity.RoundingReport;
import dev.shopfuse.export.pass.PassReport;
import dev.shopfuse.export.pass.TablePrecision;
import dev.shopfuse.export.serving.FoldingCost;
import dev.shopfuse.export.serving.FormCost;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.export.serving.ShopFile;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a model as a bundle. */
@Command(
    name = "export",
    description = "Exports a model as a bundle, after proving that it scores as the model does.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model directory.")
  private Path model;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The bundle to write; an earlier one is replaced only by a proven one.")
  private Path out;

  @Option(names = "--onnx", paramLabel = "FILE", description = "Write the bare ONNX graph too.")
  private @Nullable Path onnx;

  @Option(
      names = "--name",
      defaultValue = "shop-ranker",
      paramLabel = "NAME",
      description = "What the model is called in all its versions; default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--bundle-version",
      paramLabel = "N",
      description =
          "A number that only grows; default: the present second, or SOURCE_DATE_EPOCH if set.")
  private @Nullable Long version;

  @Option(
      names = "--tables",
      defaultValue = "FP32",
      paramLabel = "fp32|fp16|int8",
      description = "How embedding tables are stored; default: fp32, as trained.")
  private TablePrecision tables;

  @Option(
      names = "--fold",
      description =
          "Compute all that is known of a shop before a request now, one row a shop; tells whether"
              + " that is smaller and faster.")
  private boolean fold;

  @Option(
      names = "--shops",
      paramLabel = "FILE",
      description = "Keep only these shops, one id a line, and the items they sell.")
  private @Nullable Path shops;

  @Option(
      names = "--sign-key",
      paramLabel = "PEM",
      description = "Sign with this private key; devices take no unsigned bundle.")
  private @Nullable Path signKey;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    OutputPath.requireApart(spec, "--onnx", onnx, "--out", out);
    Optional<SigningKey> key =
        signKey == null ? Optional.empty() : Optional.of(KeyFiles.read(signKey));
    ModelExport export = new ModelExport(model, name, Optional.ofNullable(version), form(), key);
    ExportReport report = export.to(out, Optional.ofNullable(onnx));
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("bundle", report.bundleFile().toString()).put("bytes", report.bytes());
    report.onnxFile().ifPresent(file -> result.put("onnx", file.toString()));
    report.bytesByPart().forEach(result.putObject("parts")::put);
    report.graph().byName().forEach(result.putObject("graph")::put);
    result.put("signed", key.isPresent());
    result.put("tables", tables.key());
    result.set("passes", passes(report));
    report.folding().ifPresent(folding -> result.set("folding", folding(folding)));
    report.rounding().ifPresent(rounding -> result.set("rounding", rounding(rounding)));
    result.set("parity", ModelExport.json(report.parity()));
    output.result(result);
    ModelExport.tell(report, output);
    return 0;
  }

  private ServingForm form() throws IOException {
    Path file = shops;
    Optional<List<String>> kept =
        file == null ? Optional.empty() : Optional.of(ShopFile.read(file));
    return new ServingForm(tables, fold, kept);
  }

  private static ArrayNode passes(ExportReport report) {
    ArrayNode passes = new JsonMapper().createArrayNode();
    for (PassReport pass : report.passes()) {
      passes
          .addObject()
          .put("pass", pass.pass())
          .put("changed", pass.changed())
          .put("nodes_before", pass.nodesBefore())
          .put("nodes_after", pass.nodesAfter())
          .put("bytes_before", pass.bytesBefore())
          .put("bytes_after", pass.bytesAfter());
    }
    return passes;
  }

  private static ObjectNode folding(FoldingCost folding) {
    ObjectNode json = new JsonMapper().createObjectNode();
    json.set("unfolded", cost(folding.unfolded()));
    json.set("folded", cost(folding.folded()));
    return json.put("explanation", folding.explanation());
  }

  private static ObjectNode cost(FormCost cost) {
    return new JsonMapper()
        .createObjectNode()
        .put("file_bytes", cost.fileBytes())
        .put("multiply_adds", cost.multiplyAdds())
        .put("lookup_bytes", cost.lookupBytes());
  }

  private static ObjectNode rounding(RoundingReport rounding) {
    return new JsonMapper()
        .createObjectNode()
        .put("max_engine_difference", rounding.maxEngineDifference())
        .put("max_rounding_difference", rounding.maxRoundingDifference());
  }
}
