package dev.shopfuse.cli;

import dev.shopfuse.training.cluster.ClusterEngine.Place;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a job of a cluster runs. */
final class ClusterOptions {
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
      description = "Where Spark keeps tables for a while. Default: ${DEFAULT-VALUE}.")
  private Path scratch;

  @Option(
      names = "--max-bad-share",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = "Share of bad rows of a file, 0 to 1, that is left out. Default: 0.")
  private double maxBadShare;

  double maxBadShare() {
    return maxBadShare;
  }

  Place place(Path data, Path out) {
    return new Place(
        master,
        data.toAbsolutePath().toString(),
        out.toAbsolutePath().toString(),
        scratch.toAbsolutePath().toString(),
        maxBadShare);
  }
}
