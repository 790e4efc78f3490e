package dev.shopfuse.sdk.channel;

import dev.shopfuse.sdk.bundle.BundleFormat;
import dev.shopfuse.sdk.bundle.SdkVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a model in a channel, and who may have it. Immutable. */
public final class Release {
  /** The rollout of a release that is for everybody. */
  public static final int EVERYBODY = 100;

  private final long version;
  private final FileReference bundle;
  private final int rolloutPercent;
  private final String minimumSdk;
  private final List<Delta> deltas;

  private Release(
      long version,
      FileReference bundle,
      int rolloutPercent,
      String minimumSdk,
      List<Delta> deltas) {
    this.version = version;
    this.bundle = bundle;
    this.rolloutPercent = rolloutPercent;
    this.minimumSdk = minimumSdk;
    this.deltas = Collections.unmodifiableList(new ArrayList<>(deltas));
  }

  /**
   * Returns a release.
   *
   * @param version the version of the bundle
   * @param bundle where the bundle is
   * @param rolloutPercent the share of installations that may have it, 0 to 100
   * @param minimumSdk the oldest SDK that reads the bundle
   * @param deltas shorter ways to the bundle
   */
  public static Release of(
      long version,
      FileReference bundle,
      int rolloutPercent,
      String minimumSdk,
      List<Delta> deltas) {
    if (version < 1) {
      throw new IllegalArgumentException("Release version is " + version + "; it starts at 1");
    }
    if (rolloutPercent < 0 || rolloutPercent > EVERYBODY) {
      throw new IllegalArgumentException(
          "Rollout is " + rolloutPercent + " percent; allowed are 0 to " + EVERYBODY);
    }
    SdkVersion.parse(minimumSdk);
    return new Release(version, bundle, rolloutPercent, minimumSdk, deltas);
  }

  /** Returns this release for another share of installations. */
  public Release withRolloutPercent(int percent) {
    return of(version, bundle, percent, minimumSdk, deltas);
  }

  /** Returns whether this SDK is new enough. */
  public boolean fitsThisSdk() {
    return SdkVersion.parse(minimumSdk) <= SdkVersion.parse(BundleFormat.SDK_VERSION);
  }

  /** Returns the delta that starts from a bundle, or null if there is none. */
  public @Nullable Delta deltaFrom(String sha256) {
    for (Delta delta : deltas) {
      if (delta.fromSha256().equals(sha256)) {
        return delta;
      }
    }
    return null;
  }

  /** Returns the version of the bundle. */
  public long version() {
    return version;
  }

  /** Returns where the bundle is. */
  public FileReference bundle() {
    return bundle;
  }

  /** Returns the share of installations that may have it, 0 to 100. */
  public int rolloutPercent() {
    return rolloutPercent;
  }

  /** Returns the oldest SDK that reads the bundle. */
  public String minimumSdk() {
    return minimumSdk;
  }

  /** Returns shorter ways to the bundle. */
  public List<Delta> deltas() {
    return deltas;
  }
}
