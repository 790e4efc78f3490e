package dev.shopfuse.cli;

import dev.shopfuse.training.cluster.ClusterEngine.Place;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where an engine runs. */
class EngineOptions {
  @Option(
      names = "--master",
      defaultValue = "local[*]",
      paramLabel = "URL",
      description = "A Spark master. Default: ${DEFAULT-VALUE}, all cores of this machine.")
  private String master;

  @Option(
      names = "--scratch",
      defaultValue = "${sys:java.io.tmpdir}",
      paramLabel = "DIR",
      description = "Where the engine keeps tables for a while. Default: ${DEFAULT-VALUE}.")
  private Path scratch;

  final Path scratch() {
    return scratch.toAbsolutePath();
  }

  final Place place(Path data, Path out, double maxBadShare) {
    return new Place(
        master,
        data.toAbsolutePath().toString(),
        out.toAbsolutePath().toString(),
        scratch().toString(),
        maxBadShare);
  }
}
