package dev.shopfuse.spark.scale;

/** The executors of a local cluster that this process has started. */
final class ExecutorProcesses {
  private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

  private ExecutorProcesses() {}

  /** Kills one of them; returns whether there was one. */
  static boolean killOne() {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
        .findFirst()
        .map(ProcessHandle::destroyForcibly)
        .orElse(false);
  }
}
