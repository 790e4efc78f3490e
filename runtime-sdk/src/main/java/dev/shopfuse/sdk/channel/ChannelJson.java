package dev.shopfuse.sdk.channel;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.internal.Envelope;
import dev.shopfuse.sdk.internal.JsonNode;
import dev.shopfuse.sdk.sign.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code channel.json}: a DSSE envelope with the channel, and beside it one for each rotation.
 *
 * <pre>{@code
 * {"rotations": [ENVELOPE, ...], "channel": ENVELOPE}
 * }</pre>
 */
final class ChannelJson {
  private static final String PAYLOAD_TYPE = "application/vnd.shopfuse.channel+json";
  private static final int FORMAT = 1;

  private ChannelJson() {}

  static String write(Channel channel, SigningKey key) {
    JsonStringWriter json = JsonWriter.string().object();
    writeRotations(json, channel.rotations());
    Envelope.sign(PAYLOAD_TYPE, payload(channel), key.privateKey()).write(json.object("channel"));
    return json.end().done();
  }

  static void writeRotations(JsonStringWriter json, List<KeyRotation> rotations) {
    json.array("rotations");
    for (KeyRotation rotation : rotations) {
      rotation.envelope().write(json.object());
    }
    json.end();
  }

  private static String payload(Channel channel) {
    JsonStringWriter json = JsonWriter.string().object().value("format", FORMAT);
    json.value("name", channel.name()).value("sequence", channel.sequence());
    json.value("issued_millis", channel.issuedMillis());
    json.value("expires_millis", channel.expiresMillis()).array("releases");
    for (Release release : channel.releases()) {
      json.object().value("version", release.version());
      json.value("rollout_percent", release.rolloutPercent());
      json.value("minimum_sdk", release.minimumSdk());
      write(json, release.bundle()).array("deltas");
      for (Delta delta : release.deltas()) {
        json.object().value("from_sha256", delta.fromSha256());
        write(json, delta.file()).end();
      }
      json.end().end();
    }
    return json.end().end().done();
  }

  private static JsonStringWriter write(JsonStringWriter json, FileReference file) {
    return json.value("url", file.url())
        .value("bytes", file.bytes())
        .value("sha256", file.sha256());
  }

  static Channel read(String text, KeyChain keys) throws UntrustedBundleException {
    JsonNode json = JsonNode.parse(text);
    List<KeyRotation> rotations = readRotations(json);
    Envelope envelope = Envelope.read(json.get("channel"), PAYLOAD_TYPE);
    if (!keys.acceptsAnything() && envelope.signer(keys.follow(rotations).inUse()) == null) {
      throw new UntrustedBundleException(
          "The channel is signed by none of the keys in use; check its URL, or pin its key", null);
    }
    return readPayload(JsonNode.parse(envelope.text())).withRotations(rotations);
  }

  static List<KeyRotation> readRotations(JsonNode json) {
    List<KeyRotation> rotations = new ArrayList<>();
    for (JsonNode rotation : json.get("rotations").elements()) {
      rotations.add(KeyRotation.read(rotation));
    }
    return Collections.unmodifiableList(rotations);
  }

  private static Channel readPayload(JsonNode json) {
    json.get("format").integer(FORMAT, FORMAT);
    List<Release> releases = new ArrayList<>();
    for (JsonNode release : json.get("releases").elements()) {
      releases.add(readRelease(release));
    }
    return Channel.of(
        json.get("name").string(),
        json.get("sequence").integer(1, Long.MAX_VALUE),
        json.get("issued_millis").integer(0, Long.MAX_VALUE),
        json.get("expires_millis").integer(0, Long.MAX_VALUE),
        releases);
  }

  private static Release readRelease(JsonNode json) {
    List<Delta> deltas = new ArrayList<>();
    for (JsonNode delta : json.get("deltas").elements()) {
      deltas.add(Delta.of(delta.get("from_sha256").string(), readFile(delta)));
    }
    return Release.of(
        json.get("version").integer(1, Long.MAX_VALUE),
        readFile(json),
        (int) json.get("rollout_percent").integer(0, Release.EVERYBODY),
        json.get("minimum_sdk").string(),
        deltas);
  }

  private static FileReference readFile(JsonNode json) {
    return FileReference.of(
        json.get("url").string(),
        json.get("bytes").integer(1, Long.MAX_VALUE),
        json.get("sha256").string());
  }
}
