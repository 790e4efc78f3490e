package dev.shopfuse.cli;

import dev.shopfuse.training.cluster.ClusterEngine.Place;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a job on visit tables runs. */
final class ClusterOptions extends EngineOptions {
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
    return place(data, out, maxBadShare);
  }
}
