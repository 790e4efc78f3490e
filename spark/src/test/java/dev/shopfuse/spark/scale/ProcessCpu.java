package dev.shopfuse.spark.scale;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** CPU time of this process, start-up, compiler and garbage collection included. */
final class ProcessCpu {
  private ProcessCpu() {}

  static double seconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
