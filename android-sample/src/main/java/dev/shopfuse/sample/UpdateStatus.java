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
    /** There is none. */
    CURRENT,
    /** There is one; its rollout has not come to this phone yet. */
    NOT_YET,
    /** There is one; it needs a newer version of the app. */
    APP_TOO_OLD,
    /** There is one; it was tried on this phone and given up. */
    GIVEN_UP,
    /** There is one, and it failed its checks. */
    REFUSED,
    /** The network failed. */
    FAILED,
    /** The phone has no room for it. */
    NO_ROOM,
    /** Android ended the look. */
    STOPPED,
    /** The app names no place to look. */
    NO_CHANNEL
  }

  private final Outcome outcome;
  private final long timeMillis;
  private final long version;

  private UpdateStatus(Outcome outcome, long timeMillis, long version) {
    this.outcome = outcome;
    this.timeMillis = timeMillis;
    this.version = version;
  }

  /** Returns the status of a look that ends now and installed nothing. */
  static UpdateStatus now(Outcome outcome) {
    return new UpdateStatus(outcome, System.currentTimeMillis(), 0);
  }

  /** Returns the status of a look that ends now and installed a version. */
  static UpdateStatus installedNow(long version) {
    return new UpdateStatus(Outcome.INSTALLED, System.currentTimeMillis(), version);
  }

  static UpdateStatus load(SharedPreferences kept) {
    return new UpdateStatus(
        Outcome.valueOf(kept.getString("outcome", Outcome.NEVER.name())),
        kept.getLong("time_millis", 0),
        kept.getLong("version", 0));
  }

  void save(SharedPreferences kept) {
    kept.edit()
        .putString("outcome", outcome.name())
        .putLong("time_millis", timeMillis)
        .putLong("version", version)
        .apply();
  }

  Outcome outcome() {
    return outcome;
  }

  long timeMillis() {
    return timeMillis;
  }

  /** Returns the version that was installed; 0 if none was. */
  long version() {
    return version;
  }
}
