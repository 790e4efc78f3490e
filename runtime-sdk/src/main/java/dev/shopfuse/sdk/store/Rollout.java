package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.internal.Hex;
import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Whether a release has been rolled out to this installation. An installation has its fixed place
 * among all for each version, drawn anew for the next one, so that it is not always the same ones
 * who come first. The random number it is drawn from is made once and never leaves the device.
 */
final class Rollout {
  private static final int ID_BYTES = 16;
  private static final int MAX_ID_BYTES = 100;
  private static final int PLACES = 10_000;

  private final String installationId;
  private final String modelName;

  Rollout(String installationId, String modelName) {
    this.installationId = installationId;
    this.modelName = modelName;
  }

  static Rollout of(StoreDirectory files, String modelName) throws IOException {
    String id = DurableFiles.read(files.installationId(), MAX_ID_BYTES);
    if (id == null) {
      byte[] random = new byte[ID_BYTES];
      new SecureRandom().nextBytes(random);
      id = Hex.encode(random);
      DurableFiles.write(files.installationId(), id);
    }
    return new Rollout(id, modelName);
  }

  boolean includes(Release release) {
    return place(release.version()) < release.rolloutPercent() * PLACES / Release.EVERYBODY;
  }

  /** Returns the place of this installation for a version, from 0 to 9,999. */
  int place(long version) {
    Sha256 digest = new Sha256().add(Utf8.encode(installationId + "\n" + modelName + "\n"));
    return (int) (Long.parseLong(digest.add(version).hex().substring(0, 12), 16) % PLACES);
  }
}
