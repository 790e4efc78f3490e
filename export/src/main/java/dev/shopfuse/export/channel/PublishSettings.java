package dev.shopfuse.export.channel;

import dev.shopfuse.export.ExportException;
import dev.shopfuse.sdk.sign.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to publish, and where. Immutable.
 *
 * @param directory the channel: files for any web server; made if it is not there
 * @param bundle a bundle signed by the key
 * @param key the key that devices trust
 * @param oldKey the key that devices trusted until now, if the channel changes hands
 * @param rolloutPercent the share of installations that may have the bundle, 0 to 100; absent: as
 *     before for the bundle that is the channel's newest, 100 for another
 * @param validity for how long devices may believe the channel without a new publication
 */
public record PublishSettings(
    Path directory,
    Path bundle,
    SigningKey key,
    Optional<SigningKey> oldKey,
    OptionalInt rolloutPercent,
    Duration validity) {

  /** How long a channel is believed if nothing else is said. */
  public static final Duration DEFAULT_VALIDITY = Duration.ofDays(30);

  public PublishSettings {
    rolloutPercent.ifPresent(PublishSettings::requirePercent);
    if (validity.isNegative() || validity.isZero()) {
      throw new ExportException("Validity is " + validity.toDays() + " days; give at least one");
    }
  }

  private static void requirePercent(int rollout) {
    if (rollout < 0 || rollout > 100) {
      throw new ExportException("Rollout is " + rollout + " percent; give 0 to 100");
    }
  }
}
