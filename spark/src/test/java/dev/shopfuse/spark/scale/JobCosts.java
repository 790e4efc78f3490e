package dev.shopfuse.spark.scale;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Adds up what tasks cost. Thread-safe. */
final class JobCosts extends SparkListener {
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong cpuNanos = new AtomicLong();
  private final AtomicLong shuffleBytes = new AtomicLong();
  private final AtomicLong spilledBytes = new AtomicLong();
  private final AtomicLong longestMillis = new AtomicLong();
  private final AtomicLong mostRows = new AtomicLong();
  private final AtomicLong mostMemory = new AtomicLong();

  private final Map<Integer, String> steps = new ConcurrentHashMap<>();
  private final Map<String, Long> cpuNanosByStep = new ConcurrentHashMap<>();

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    String step = stage.properties().getProperty("spark.job.description", "other");
    steps.put(stage.stageInfo().stageId(), step);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics == null) {
      return;
    }
    tasks.incrementAndGet();
    cpuNanos.addAndGet(metrics.executorCpuTime());
    String step = steps.getOrDefault(end.stageId(), "other");
    cpuNanosByStep.merge(step, metrics.executorCpuTime(), Long::sum);
    shuffleBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
    spilledBytes.addAndGet(metrics.diskBytesSpilled());
    longestMillis.accumulateAndGet(metrics.executorRunTime(), Math::max);
    mostRows.accumulateAndGet(metrics.shuffleReadMetrics().recordsRead(), Math::max);
    mostMemory.accumulateAndGet(metrics.peakExecutionMemory(), Math::max);
  }

  /** Returns the costs per million of something. */
  String perMillion(long count) {
    double millions = count / 1e6;
    return String.format(
        Locale.ROOT,
        "per million: %.1f s CPU of tasks, %.0f MB shuffled, %.0f MB spilled; %,d tasks, the largest"
            + " %.1f s, %,d rows shuffled to it, %,.0f MB of memory",
        cpuNanos.get() / 1e9 / millions,
        shuffleBytes.get() / 1e6 / millions,
        spilledBytes.get() / 1e6 / millions,
        tasks.get(),
        longestMillis.get() / 1e3,
        mostRows.get(),
        mostMemory.get() / 1e6);
  }

  /** Returns the steps that took most CPU time of tasks. */
  String dearest(int steps) {
    return cpuNanosByStep.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(steps)
        .map(step -> "%s %.1f s".formatted(step.getKey(), step.getValue() / 1e9))
        .collect(Collectors.joining(", "));
  }
}
