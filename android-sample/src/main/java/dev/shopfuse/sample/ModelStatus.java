package dev.shopfuse.sample;

import org.jspecify.annotations.Nullable;

/** Which model is in use, or why there is none. Immutable. */
final class ModelStatus {
  private final String name;
  private final long version;
  private final boolean isOfApp;
  private final double openMillis;
  private final @Nullable String problem;

  private ModelStatus(
      String name, long version, boolean isOfApp, double openMillis, @Nullable String problem) {
    this.name = name;
    this.version = version;
    this.isOfApp = isOfApp;
    this.openMillis = openMillis;
    this.problem = problem;
  }

  /**
   * Returns the status of a model in use.
   *
   * @param isOfApp whether it came with the app
   */
  static ModelStatus inUse(String name, long version, boolean isOfApp) {
    return new ModelStatus(name, version, isOfApp, 0, null);
  }

  /** Returns the status of an app without a model. */
  static ModelStatus missing(String reason) {
    return new ModelStatus("", 0, false, 0, reason);
  }

  /** Returns this status of a model that stands in for one that cannot be used. */
  ModelStatus insteadOf(String damaged) {
    return new ModelStatus(name, version, isOfApp, openMillis, damaged);
  }

  /** Returns this status of a model that took so long to open. */
  ModelStatus after(double millis) {
    return new ModelStatus(name, version, isOfApp, millis, problem);
  }

  boolean isInUse() {
    return !name.isEmpty();
  }

  String name() {
    return name;
  }

  long version() {
    return version;
  }

  boolean isOfApp() {
    return isOfApp;
  }

  double openMillis() {
    return openMillis;
  }

  /** Returns why the newest model is not in use, or why none is; null if all is well. */
  @Nullable String problem() {
    return problem;
  }
}
