package dev.shopfuse.sdk.store;

import org.jspecify.annotations.Nullable;

/** How an update ended, when nothing was wrong. Immutable. */
public final class UpdateResult {
  /** What came of it. Immutable. */
  public enum Outcome {
    /** A newer model is in use now. */
    INSTALLED,
    /** The channel has nothing newer. */
    UP_TO_DATE,
    /** There is a newer model, but its rollout has not come to this installation yet. */
    NOT_YET_ROLLED_OUT,
    /** There is a newer model, but it needs a newer SDK: update the app. */
    SDK_TOO_OLD,
    /** There is a newer model, but it was tried on this device and given up. */
    GIVEN_UP
  }

  private final Outcome outcome;
  private final @Nullable StoredModel model;
  private final long downloadedBytes;

  UpdateResult(Outcome outcome, @Nullable StoredModel model, long downloadedBytes) {
    this.outcome = outcome;
    this.model = model;
    this.downloadedBytes = downloadedBytes;
  }

  /** Returns what came of it. */
  public Outcome outcome() {
    return outcome;
  }

  /** Returns the model in use, or null if there is none. */
  public @Nullable StoredModel model() {
    return model;
  }

  /**
   * Returns how many bytes of deltas and bundles were downloaded. A delta that arrived damaged does
   * not count.
   */
  public long downloadedBytes() {
    return downloadedBytes;
  }

  @Override
  public String toString() {
    return outcome + ", " + (model == null ? "no model" : model.toString());
  }
}
