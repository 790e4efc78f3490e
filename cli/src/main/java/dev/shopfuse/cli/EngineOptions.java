package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ClusterEngine.Place;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an engine runs. */
class EngineOptions {
  /** A path has dropped one of the slashes already; one letter is a drive. */
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  @Option(
      names = "--master",
      defaultValue = "local[*]",
      paramLabel = "URL",
      description = "A Spark master. Default: ${DEFAULT-VALUE}, all cores of this machine.")
  private String master;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "Where the engine keeps tables for a while; executors on other machines must reach it."
              + " Default: ${sys:java.io.tmpdir} with a local master, else the folder that --out"
              + " lies in.")
  private @Nullable Path scratch;

  /** Returns the folder for a while of a job that writes there. */
  final Path scratch(Path out) {
    if (scratch != null) {
      return here(scratch);
    }
    Path beside = Objects.requireNonNullElse(here(out).getParent(), here(out));
    return master.startsWith("local") ? Path.of(System.getProperty("java.io.tmpdir")) : beside;
  }

  final Place place(Path data, Path out, double maxBadShare) {
    return new Place(
        master, here(data).toString(), here(out).toString(), scratch(out).toString(), maxBadShare);
  }

  /** Returns a path of this machine in full, and refuses one of another file system. */
  static Path here(Path path) {
    if (SCHEME.matcher(path.toString()).matches()) {
      throw new InputException(
          "%s is a path with a scheme, and bin/shopfuse takes paths of this machine; give a mounted folder, or submit the job jar to a cluster (docs/scale.md)"
              .formatted(path));
    }
    return path.toAbsolutePath();
  }
}
