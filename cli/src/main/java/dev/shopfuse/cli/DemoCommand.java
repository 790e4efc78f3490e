package dev.shopfuse.cli;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.table.OutputFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole main job on a simulated marketplace. */
@Command(
    name = "demo",
    description = {
      "Simulates a marketplace, trains a ranker, compares it with baselines, exports, signs and",
      "verifies the bundle, and ranks shops for one user. Takes about two minutes."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_TRIES = 1000;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder to write; default: shopfuse-demo, or shopfuse-demo-2 and so on.")
  private @Nullable Path out;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    Path folder = out == null ? freeFolder() : out;
    OutputFolder.requireUnused(folder);
    try (ProgressDisplay bars = output.progress()) {
      output.result(new Demo(folder, output, bars).run());
    }
    return 0;
  }

  private static Path freeFolder() {
    for (int i = 1; i <= MOST_TRIES; i++) {
      Path folder = Path.of(i == 1 ? "shopfuse-demo" : "shopfuse-demo-" + i);
      if (!Files.exists(folder)) {
        return folder;
      }
    }
    throw new InputException("shopfuse-demo and its numbered kin all exist; give --out DIR.");
  }
}
