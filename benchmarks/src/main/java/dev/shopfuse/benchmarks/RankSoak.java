package dev.shopfuse.benchmarks;

import dev.shopfuse.export.bundle.BundleExporter;
import dev.shopfuse.export.bundle.ExportSettings;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Ranking;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.BundleContents;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.Manifest;
import dev.shopfuse.sdk.store.LiveRanker;
import dev.shopfuse.sdk.store.ModelStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Eight threads that rank while the model is swapped every second. Every result must be the one a
 * serial run gave for one of the two models, and the memory of the second half must not grow:
 * neither what is resident, in a process whose Java heap is of fixed size and touched as a whole,
 * nor what of that heap is in use after a collection. Without a fixed heap the JVM's own resizing
 * hides everything else. Linux only: memory is read from /proc. Prints one JSON object; fails if
 * anything was wrong.
 *
 * <p>usage: RankSoak [CALLS_PER_THREAD]
 */
public final class RankSoak {
  private static final int THREADS = 8;
  private static final double MOST_GROWTH = 0.02;
  private static final int FEWEST_SAMPLES = 40;
  private static final int SAMPLES_PER_COLLECTION = 10;

  private final Path folder;
  private final ModelStore store;
  private final List<RankRequest> requests = new ArrayList<>();
  private final List<List<Ranking>> expected = new ArrayList<>();
  private final List<Bundle> bundles = new ArrayList<>();
  private final List<Long> resident = new ArrayList<>();
  private final List<Long> heap = new ArrayList<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();
  private final long calls;
  private int version;

  private RankSoak(Path folder, long callsPerThread) {
    this.folder = folder;
    this.store =
        ModelStore.open(
            folder.resolve("store").toFile(), BundleTrust.allowUnsignedForDevelopment());
    this.calls = callsPerThread;
  }

  /** Runs the soak. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("rank-soak");
    long calls = arguments.length > 0 ? Long.parseLong(arguments[0]) : 2_000_000;
    new RankSoak(folder, calls).run();
  }

  private void run() throws Exception {
    prepare();
    install();
    try (LiveRanker ranker = LiveRanker.follow(store)) {
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int seed = i;
        workers.add(pool.submit(() -> work(ranker, seed)));
      }
      Thread swapper = new Thread(() -> swapEverySecond(ranker));
      swapper.start();
      try {
        for (Future<?> worker : workers) {
          worker.get();
        }
      } finally {
        // Also after a call that threw: a soak must end to tell.
        ended.set(true);
        pool.shutdownNow();
        swapper.join();
      }
    }
    report();
  }

  private void prepare() throws Exception {
    BenchmarkMarket market = new BenchmarkMarket(60, 40, 4, 1, true);
    for (int i = 0; i < 200; i++) {
      List<Visit> visits = new ArrayList<>();
      for (int j = 0; j < i % 7; j++) {
        visits.add(
            j % 3 == 2 ? Visit.toShop("s" + i % 40, j) : Visit.toItem("i" + (i + j) % 60, j));
      }
      requests.add(
          RankRequest.forUser(market.profile(i))
              .visits(visits)
              .allShops()
              .limit(1 + i % 40)
              .build());
    }
    for (int seed = 1; seed <= 2; seed++) {
      Path file = folder.resolve("model" + seed + ".shopfuse");
      String config = "model: {hidden: [8, 8], item_samples: 2}\ntraining: {seed: " + seed + "}";
      BundleExporter.export(market.model(config), ExportSettings.of(file, "soak", 1, 1), List.of());
      Bundle bundle = Bundle.open(file.toFile(), BundleTrust.allowUnsignedForDevelopment());
      bundles.add(bundle);
      try (ShopRanker serial = ShopRanker.open(bundle)) {
        expected.add(serial.rankAll(requests));
      }
    }
  }

  private void work(LiveRanker ranker, int seed) {
    for (long i = 0; i < calls; i++) {
      int request = (int) ((i * 31 + seed) % requests.size());
      Ranking ranking = ranker.rank(requests.get(request));
      if (!ranking.equals(expected.get(0).get(request))
          && !ranking.equals(expected.get(1).get(request))) {
        wrong.incrementAndGet();
      }
      done.incrementAndGet();
    }
  }

  private void swapEverySecond(LiveRanker ranker) {
    try {
      while (!ended.get()) {
        Thread.sleep(1_000);
        install();
        if (ranker.lastFailure() != null) {
          throw new IllegalStateException("The ranker did not follow", ranker.lastFailure());
        }
        resident.add(residentKilobytes());
        if (resident.size() % SAMPLES_PER_COLLECTION == 0) {
          System.gc();
          heap.add((Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024);
        }
      }
    } catch (Exception e) {
      e.printStackTrace();
      wrong.incrementAndGet();
    }
  }

  /** Brings the two models into use in turns, each time as a newer version. */
  private void install() throws Exception {
    version++;
    Bundle bundle = bundles.get(version % bundles.size());
    byte[] model = new byte[bundle.model().remaining()];
    bundle.model().get(model);
    Path file = folder.resolve("next.shopfuse");
    try (OutputStream out = Files.newOutputStream(file)) {
      BundleContents.of(bundle.contract(), bundle.items(), bundle.shops(), model, bundle.golden())
          .write(out, Manifest.builder("soak", version, 1, bundle.manifest().requirements()));
    }
    store.install(file.toFile());
    store.prune();
  }

  private static long residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }

  private void report() {
    double growth = growth(resident);
    double heapGrowth = growth(heap);
    System.out.printf(
        Locale.ROOT,
        "{\"threads\": %d, \"calls\": %d, \"swaps\": %d, \"wrong\": %d,"
            + " \"resident_mb\": %s, \"second_half_growth\": %s,"
            + " \"heap_mb\": %s, \"second_half_heap_growth\": %s}%n",
        THREADS,
        done.get(),
        version - 1,
        wrong.get(),
        number("%.1f", mean(resident) / 1024),
        number("%.4f", growth),
        number("%.1f", mean(heap) / 1024),
        number("%.4f", heapGrowth));
    boolean grew = resident.size() >= FEWEST_SAMPLES && Math.max(growth, heapGrowth) > MOST_GROWTH;
    if (wrong.get() > 0 || grew) {
      System.exit(1);
    }
  }

  /** Returns a number as JSON has it; null if a short run took too few samples to tell it. */
  private static String number(String format, double value) {
    return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, format, value);
  }

  /** The third quarter against the fourth: the means of the two parts of the second half. */
  private static double growth(List<Long> memory) {
    int half = memory.size() / 2;
    int rest = (memory.size() - half) / 2;
    return mean(memory.subList(half + rest, memory.size()))
            / mean(memory.subList(half, half + rest))
        - 1;
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
  }
}
