package dev.shopfuse.sample;

import org.jspecify.annotations.Nullable;

/** Which model is in use, or why there is none. Immutable. */
final class ModelStatus {
  private final String name;
  private final long version;
  private final boolean isOfApp;
  private final double openMillis;
  private final @Nullable ModelProblem problem;
  private final long missed;

  private ModelStatus(
      String name,
      long version,
      boolean isOfApp,
      double openMillis,
      @Nullable ModelProblem problem,
      long missed) {
    this.name = name;
    this.version = version;
    this.isOfApp = isOfApp;
    this.openMillis = openMillis;
    this.problem = problem;
    this.missed = missed;
  }

  /**
   * Returns the status of a model in use.
   *
   * @param isOfApp whether it came with the app
   */
  static ModelStatus inUse(String name, long version, boolean isOfApp) {
    return new ModelStatus(name, version, isOfApp, 0, null, 0);
  }

  /** Returns the status of an app without a model. */
  static ModelStatus missing(ModelProblem reason) {
    return new ModelStatus("", 0, false, 0, reason, 0);
  }

  /** Returns this status of a model that stands in for a newer version. */
  ModelStatus insteadOf(long newer) {
    return new ModelStatus(name, version, isOfApp, openMillis, ModelProblem.FELL_BACK, newer);
  }

  /** Returns this status of a model that stands in for all those of the store. */
  ModelStatus insteadOfStore() {
    return new ModelStatus(name, version, isOfApp, openMillis, ModelProblem.STORE_UNUSABLE, 0);
  }

  /** Returns this status of a model that took so long to open. */
  ModelStatus after(double millis) {
    return new ModelStatus(name, version, isOfApp, millis, problem, missed);
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

  /** Returns why the best model is not in use, or why none is; null if all is well. */
  @Nullable ModelProblem problem() {
    return problem;
  }

  /** Returns the newer version that this one stands in for; 0 if it does not. */
  long missed() {
    return missed;
  }
}
