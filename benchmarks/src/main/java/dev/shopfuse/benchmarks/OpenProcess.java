package dev.shopfuse.benchmarks;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One process of {@link OpenCost}: it does one thing and prints what it cost, a name and a number a
 * line. It touches no class of the SDK before its clock runs.
 */
final class OpenProcess {
  private static final int LATER_OPENS = 40;

  private final Path folder;

  private OpenProcess(Path folder) {
    this.folder = folder;
  }

  /** Runs one of the kinds of process on a folder that {@link OpenCost} has filled. */
  public static void main(String[] arguments) throws Exception {
    OpenProcess process = new OpenProcess(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "sdk" -> process.sdk();
      case "engine" -> process.engine();
      case "memory" -> process.memory("");
      case "memory_interpreted" -> process.memory("interpreted_");
      default -> throw new IllegalArgumentException("There is no process " + arguments[0] + ".");
    }
  }

  /** Opens and ranks with the SDK, first in a fresh process, then again and again. */
  private void sdk() throws Exception {
    warmFileCache(OpenCost.BUNDLE);
    loadEngine();
    Cost first = Cost.of(() -> openAndRank(OpenCost.BUNDLE));
    print("first_open_ms", first.millis);
    print("first_open_cpu_ms", first.cpuMillis);
    double[] later = new double[LATER_OPENS];
    for (int i = 0; i < LATER_OPENS; i++) {
      later[i] = Cost.of(() -> openAndRank(OpenCost.BUNDLE)).millis;
    }
    print("second_open_ms", later[0]);
    Arrays.sort(later, LATER_OPENS / 2, LATER_OPENS);
    print("later_open_ms", later[LATER_OPENS * 3 / 4]);
  }

  /** Opens and runs the same graph without the SDK, in a fresh process: no check at all. */
  private void engine() throws Exception {
    warmFileCache(OpenCost.GRAPH);
    loadEngine();
    Cost first = Cost.of(() -> openAndRun().close());
    print("engine_first_open_ms", first.millis);
    print("engine_first_open_cpu_ms", first.cpuMillis);
  }

  /** Prints the growth of the resident memory over a process that has ranked with a tiny model. */
  private void memory(String prefix) throws Exception {
    openAndRank(OpenCost.TINY);
    openAndRank(OpenCost.TINY);
    warmFileCache(OpenCost.BUNDLE);
    System.gc();
    Thread.sleep(500);
    kilobytes("VmHWM");
    // From here on the peak counts.
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    long before = kilobytes("VmRSS");
    ShopRanker ranker = open(OpenCost.BUNDLE);
    rank(ranker);
    print(prefix + "peak_growth_bytes", (kilobytes("VmHWM") - before) * 1024.0);
    System.gc();
    Thread.sleep(500);
    print(prefix + "lasting_growth_bytes", (kilobytes("VmRSS") - before) * 1024.0);
    ranker.close();
  }

  private void warmFileCache(String name) throws IOException {
    Files.readAllBytes(folder.resolve(name));
  }

  /** What every app pays once a process, whatever it does with ONNX Runtime. */
  private static void loadEngine() throws Exception {
    print("engine_load_ms", Cost.of(OrtEnvironment::getEnvironment).millis);
  }

  private void openAndRank(String name) throws Exception {
    try (ShopRanker ranker = open(name)) {
      rank(ranker);
    }
  }

  private ShopRanker open(String name) throws Exception {
    String pem = Files.readString(folder.resolve(OpenCost.KEY));
    return ShopRanker.open(folder.resolve(name).toFile(), BundleTrust.pinnedPem(pem));
  }

  private static void rank(ShopRanker ranker) {
    ranker.rank(RankRequest.forUser(Map.of()).allShops().limit(10).build());
  }

  private OrtSession openAndRun() throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setMemoryPatternOptimization(false);
      OrtSession session =
          environment.createSession(folder.resolve(OpenCost.GRAPH).toString(), options);
      Map<String, OnnxTensor> inputs = inputs(environment, session);
      session.run(inputs).close();
      inputs.values().forEach(OnnxTensor::close);
      return session;
    }
  }

  /** Any user with all shops: every id is 1. */
  private static Map<String, OnnxTensor> inputs(OrtEnvironment environment, OrtSession session)
      throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
      long[] shape = ((TensorInfo) input.getValue().getInfo()).getShape().clone();
      boolean candidates = input.getKey().startsWith("shop_") && shape.length == 1;
      for (int axis = 0; axis < shape.length; axis++) {
        shape[axis] = shape[axis] > 0 ? shape[axis] : candidates ? OpenCost.SHOPS : 1;
      }
      LongBuffer ids =
          ByteBuffer.allocateDirect((int) Arrays.stream(shape).reduce(8, Math::multiplyExact))
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
      for (int i = 0; i < ids.capacity(); i++) {
        ids.put(i, 1);
      }
      inputs.put(input.getKey(), OnnxTensor.createTensor(environment, ids, shape));
    }
    return inputs;
  }

  private static long kilobytes(String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("/proc/self/status has no " + field);
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s %.2f%n", name, value);
  }

  /** What a task cost: by the clock, and of the processor in its own thread. */
  private record Cost(double millis, double cpuMillis) {
    /** A piece of work. */
    private interface Task {
      void run() throws Exception;
    }

    static Cost of(Task task) throws Exception {
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long start = System.nanoTime();
      task.run();
      long end = System.nanoTime();
      long cpuEnd = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      return new Cost((end - start) / 1e6, (cpuEnd - cpu) / 1e6);
    }
  }
}
