package dev.shopfuse.sample;

import android.content.SharedPreferences;

/** How the last look for a newer model ended. Immutable. It outlives the process. */
final class UpdateStatus {
  /** What came of it. */
  enum Outcome {
    /** Nobody has looked yet. */
    NEVER,
    /** A newer model is in use. */
    INSTALLED,
    /** There is none for this phone. */
    CURRENT,
    /** There is one, and it failed its checks. */
    REFUSED,
    /** The network or the storage failed. */
    FAILED,
    /** The app names no place to look. */
    NO_CHANNEL
  }

  private final Outcome outcome;
  private final long timeMillis;
  private final String detail;

  private UpdateStatus(Outcome outcome, long timeMillis, String detail) {
    this.outcome = outcome;
    this.timeMillis = timeMillis;
    this.detail = detail;
  }

  /**
   * Returns the status of a look that ends now.
   *
   * @param detail what was wrong, if something was
   */
  static UpdateStatus now(Outcome outcome, String detail) {
    return new UpdateStatus(outcome, System.currentTimeMillis(), detail);
  }

  static UpdateStatus load(SharedPreferences kept) {
    return new UpdateStatus(
        Outcome.valueOf(kept.getString("outcome", Outcome.NEVER.name())),
        kept.getLong("time_millis", 0),
        kept.getString("detail", ""));
  }

  void save(SharedPreferences kept) {
    kept.edit()
        .putString("outcome", outcome.name())
        .putLong("time_millis", timeMillis)
        .putString("detail", detail)
        .apply();
  }

  Outcome outcome() {
    return outcome;
  }

  long timeMillis() {
    return timeMillis;
  }

  String detail() {
    return detail;
  }
}
