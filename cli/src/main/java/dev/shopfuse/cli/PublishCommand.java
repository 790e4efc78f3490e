package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.channel.ChannelPublisher;
import dev.shopfuse.export.channel.PublishReport;
import dev.shopfuse.export.channel.PublishSettings;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.Delta;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes a bundle in a channel. */
@Command(
    name = "publish",
    description = {
      "Puts a signed bundle into a channel: a folder of static files for any web server.",
      "Publishing the same bundle again renews the channel, or changes its rollout."
    },
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  @Option(names = "--channel", required = true, paramLabel = "DIR", description = "The channel.")
  private Path channel;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "FILE",
      description = "The bundle, signed by the same key.")
  private Path bundle;

  @Option(
      names = "--sign-key",
      required = true,
      paramLabel = "PEM",
      description = "The private key to sign the channel with.")
  private Path signKey;

  @Option(
      names = "--rotate-from",
      paramLabel = "PEM",
      description = "The private key that devices trusted until now; it hands over to --sign-key.")
  private @Nullable Path rotateFrom;

  @Option(
      names = "--rollout",
      paramLabel = "PERCENT",
      description =
          "The share of installations that may have it; default: 100, or as before when the same"
              + " bundle is published again.")
  private @Nullable Integer rollout;

  @Option(
      names = "--valid-days",
      defaultValue = "30",
      paramLabel = "N",
      description = "How long devices believe the channel; default: ${DEFAULT-VALUE}.")
  private int validDays;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PublishReport report = ChannelPublisher.publish(settings());
    Channel published = report.channel();
    Release release = published.releases().get(0);
    ObjectNode result = new JsonMapper().createObjectNode();
    result.put("channel", report.channelFile().toString());
    result.put("bundle", report.bundleFile().toString()).put("name", published.name());
    result.put("version", release.version()).put("sequence", published.sequence());
    result.put("rollout_percent", release.rolloutPercent());
    result.put("bytes", release.bundle().bytes());
    result.put("expires", Instant.ofEpochMilli(published.expiresMillis()).toString());
    for (Delta delta : release.deltas()) {
      result.withArray("deltas").addObject().put("bytes", delta.file().bytes());
    }
    output.result(result);
    tell(published, release);
    return 0;
  }

  private PublishSettings settings() throws IOException {
    if (rollout != null && (rollout < 0 || rollout > 100)) {
      throw usage("--rollout is " + rollout + " percent; give 0 to 100.");
    }
    if (validDays < 1) {
      throw usage("--valid-days is " + validDays + "; give at least 1.");
    }
    Optional<SigningKey> oldKey =
        rotateFrom == null ? Optional.empty() : Optional.of(KeyFiles.read(rotateFrom));
    return new PublishSettings(
        channel,
        bundle,
        KeyFiles.read(signKey),
        oldKey,
        rollout == null ? OptionalInt.empty() : OptionalInt.of(rollout),
        Duration.ofDays(validDays));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void tell(Channel published, Release release) {
    output.say(
        "%s version %d is published to %d %% of installations, %,d bytes",
        published.name(), release.version(), release.rolloutPercent(), release.bundle().bytes());
    for (Delta delta : release.deltas()) {
      output.say(
          "  from %s...: %,d bytes", delta.fromSha256().substring(0, 12), delta.file().bytes());
    }
    output.say(
        "Put %s behind a web server; publish again before %s",
        channel, Instant.ofEpochMilli(published.expiresMillis()));
  }
}
