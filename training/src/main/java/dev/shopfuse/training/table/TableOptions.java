package dev.shopfuse.training.table;

import java.nio.file.Path;

/**
 * How to open visit tables. Immutable.
 *
 * @param maxBadShare share of bad rows of one file, 0 to 1, above which opening fails
 * @param scratch where the database puts its folder
 * @param progress hears of finished steps
 */
public record TableOptions(double maxBadShare, Path scratch, Progress progress) {
  /** Refuses shares outside 0 to 1. */
  public TableOptions {
    if (!(maxBadShare >= 0 && maxBadShare <= 1)) {
      throw new IllegalArgumentException("max_bad_share is " + maxBadShare + "; allowed is 0 to 1");
    }
  }

  /** Returns the defaults: no bad row is allowed, the system's temporary folder, no listener. */
  public static TableOptions strict() {
    return new TableOptions(0, Path.of(System.getProperty("java.io.tmpdir")), Progress.none());
  }

  /** Returns these options with another share of bad rows allowed. */
  public TableOptions withMaxBadShare(double share) {
    return new TableOptions(share, scratch, progress);
  }

  /** Returns these options with another scratch folder. */
  public TableOptions withScratch(Path folder) {
    return new TableOptions(maxBadShare, folder, progress);
  }

  /** Returns these options with a listener. */
  public TableOptions withProgress(Progress listener) {
    return new TableOptions(maxBadShare, scratch, listener);
  }
}
