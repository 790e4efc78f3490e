package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.importer.DatasetImporter;
import dev.shopfuse.training.importer.DatasetImporters;
import dev.shopfuse.training.importer.ImportReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a public data set into visit tables. */
@Command(
    name = "import",
    description = "Turns a public data set into visit tables.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "complete-journey, youshu or tmall.")
  private String dataset;

  @Parameters(index = "1", paramLabel = "SRC", description = "Folder with the raw files.")
  private Path source;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Mixin private Output output;

  @Override
  public Integer call() {
    DatasetImporter importer = DatasetImporters.named(dataset);
    ImportReport report;
    try (ProgressDisplay progress = output.progress()) {
      report = importer.importFrom(source, out, progress.steps("Importing " + dataset));
    }
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("dataset", importer.name()).put("out", out.toString());
    report.counts().forEach(result.putObject("counts")::put);
    report.leftOut().forEach(result.putObject("left_out")::put);
    output.result(result);
    output.say("%s: %s", importer.name(), importer.description());
    report.counts().forEach((what, count) -> output.say("  %-36s %,10d", what, count));
    report.leftOut().forEach((why, count) -> output.say("  left out, %-26s %,10d", why, count));
    output.say("Written to %s", out);
    return 0;
  }
}
