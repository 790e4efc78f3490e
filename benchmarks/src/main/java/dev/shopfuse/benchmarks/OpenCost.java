package dev.shopfuse.benchmarks;

import ai.onnxruntime.OrtEnvironment;
import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it costs to open a bundle, every check included, and to rank for the first time. Linux only:
 * memory is read from /proc. Prints one JSON object.
 *
 * <p>usage: OpenCost make FILE | OpenCost measure FILE, the latter in a fresh process
 */
public final class OpenCost {
  private static final String CONFIG =
      "model: {hidden: [256, 128, 64], item_samples: 4, superposition: {direction: item_to_shop}}";

  private static final BundleTrust ANY = BundleTrust.allowUnsignedForDevelopment();

  private OpenCost() {}

  /** Makes a bundle of about 10 MB, or measures one. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    if (arguments[0].equals("make")) {
      BenchmarkMarket market = new BenchmarkMarket(58_000, 1_000, 32, 2, true);
      BundleExporter.export(market.model(CONFIG), ExportSettings.of(file, "open", 1, 1), List.of());
    } else {
      measure(file);
    }
  }

  private static void measure(Path file) throws Exception {
    // The file cache is warm, and the engine's library is loaded, as in an app that ranks again.
    Files.readAllBytes(file);
    OrtEnvironment.getEnvironment();
    System.gc();
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    long before = kilobytes("VmRSS");
    double[] first = open(file);
    long growth = kilobytes("VmHWM") - before;
    double[] later = open(file);
    for (int i = 0; i < 8; i++) {
      double[] again = open(file);
      later = again[0] < later[0] ? again : later;
    }
    System.out.printf(
        Locale.ROOT,
        "{\"bundle_bytes\": %d, \"model_bytes\": %d, \"first_open_ms\": %.1f,"
            + " \"first_open_cpu_ms\": %.1f, \"later_open_ms\": %.1f, \"later_open_cpu_ms\": %.1f,"
            + " \"peak_growth_bytes\": %d, \"peak_growth_over_model\": %.2f}%n",
        Files.size(file),
        modelBytes(file),
        first[0],
        first[1],
        later[0],
        later[1],
        growth * 1024,
        growth * 1024.0 / modelBytes(file));
  }

  private static long modelBytes(Path file) throws Exception {
    return Bundle.open(file.toFile(), ANY).model().remaining();
  }

  /** Returns the milliseconds of opening and ranking, by the clock and by the thread's own time. */
  private static double[] open(Path file) throws Exception {
    long start = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try (ShopRanker ranker = ShopRanker.open(file.toFile(), ANY)) {
      ranker.rank(RankRequest.forUser(Map.of()).allShops().limit(10).build());
      return new double[] {
        (System.nanoTime() - start) / 1e6,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e6
      };
    }
  }

  private static long kilobytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no " + field);
  }
}
