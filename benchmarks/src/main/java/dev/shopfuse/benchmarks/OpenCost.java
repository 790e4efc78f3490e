package dev.shopfuse.benchmarks;

import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What it costs to open a signed bundle of 10 MB, every check included, and to rank 1,000 shops for
 * the first time: the time in a fresh process and later, beside ONNX Runtime alone on the same
 * graph; and how much memory it takes over that of a process which has ranked with a tiny model, as
 * it is and without the JVM's compiler, whose work areas of 3 MB come and go with chance. The file
 * cache is warm and the engine's library loaded before the clock runs. Linux only: memory is read
 * from /proc. Prints one JSON object: medians over fresh processes.
 *
 * <p>usage: OpenCost [PROCESSES]
 */
public final class OpenCost {
  static final String BUNDLE = "large.shopfuse";
  static final String TINY = "tiny.shopfuse";
  static final String GRAPH = "large.onnx";
  static final String KEY = "public.pem";
  static final int SHOPS = 1_000;

  private static final String LARGE_CONFIG =
      "model: {hidden: [256, 128, 64], item_samples: 4, superposition: {direction: item_to_shop}}";
  private static final String TINY_CONFIG = LARGE_CONFIG.replace("256, 128, 64", "8, 8");

  private final Path folder;
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();

  private OpenCost(Path folder) {
    this.folder = folder;
  }

  /** Measures; the class says what the argument is. */
  public static void main(String[] arguments) throws Exception {
    int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    OpenCost cost = new OpenCost(Files.createTempDirectory("open-cost"));
    Bundle bundle = cost.prepare();
    for (int i = 0; i < processes; i++) {
      for (String kind : List.of("sdk", "engine", "memory", "memory_interpreted")) {
        cost.runProcess(kind);
      }
    }
    cost.report(bundle.model().remaining());
  }

  private Bundle prepare() throws Exception {
    SigningKey key = SigningKey.generate();
    Files.writeString(folder.resolve(KEY), PublicKeys.toPem(key.publicKey()));
    export(new BenchmarkMarket(58_000, SHOPS, 32, 2, true), LARGE_CONFIG, BUNDLE, key);
    export(new BenchmarkMarket(50, 20, 4, 2, true), TINY_CONFIG, TINY, key);
    Bundle bundle =
        Bundle.open(folder.resolve(BUNDLE).toFile(), BundleTrust.pinned(key.publicKey()));
    byte[] graph = new byte[bundle.model().remaining()];
    bundle.model().get(graph);
    Files.write(folder.resolve(GRAPH), graph);
    return bundle;
  }

  private void export(BenchmarkMarket market, String config, String name, SigningKey key)
      throws Exception {
    ExportSettings settings = ExportSettings.of(folder.resolve(name), "open", 1, 1);
    BundleExporter.export(market.model(config), settings.withSigningKey(key), List.of());
  }

  private void runProcess(String kind) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                kind.endsWith("interpreted") ? "-Xint" : "-Xmixed",
                "-cp",
                System.getProperty("java.class.path"),
                OpenProcess.class.getName(),
                kind,
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().map(line -> line.split(" ")).forEach(this::add);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The process " + kind + " failed; its output is above.");
    }
  }

  private void add(String[] nameAndValue) {
    measured
        .computeIfAbsent(nameAndValue[0], name -> new ArrayList<>())
        .add(Double.valueOf(nameAndValue[1]));
  }

  private void report(long modelBytes) throws IOException {
    long bundleBytes = Files.size(folder.resolve(BUNDLE));
    StringBuilder text = new StringBuilder("{\"bundle_bytes\": " + bundleBytes);
    text.append(", \"model_bytes\": ").append(modelBytes);
    for (String name : measured.keySet()) {
      text.append(String.format(Locale.ROOT, ", \"%s\": %.1f", name, median(name)));
    }
    for (String kind : List.of("", "interpreted_")) {
      double peak = median(kind + "peak_growth_bytes");
      text.append(
          String.format(Locale.ROOT, ", \"%speak_over_bundle\": %.2f", kind, peak / bundleBytes));
      text.append(
          String.format(Locale.ROOT, ", \"%speak_over_model\": %.2f", kind, peak / modelBytes));
    }
    text.append('}');
    System.out.println(text);
  }

  private double median(String name) {
    return Median.of(
        measured.getOrDefault(name, List.of()).stream().mapToDouble(Double::doubleValue).toArray());
  }
}
