package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.bundle.ExportReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    ModelExport export = new ModelExport(model, name, Optional.ofNullable(version));
    ExportReport report = export.to(out, Optional.ofNullable(onnx));
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("bundle", report.bundleFile().toString()).put("bytes", report.bytes());
    report.onnxFile().ifPresent(file -> result.put("onnx", file.toString()));
    report.bytesByPart().forEach(result.putObject("parts")::put);
    result.set("parity", ModelExport.json(report.parity()));
    output.result(result);
    ModelExport.tell(report, output);
    return 0;
  }
}
