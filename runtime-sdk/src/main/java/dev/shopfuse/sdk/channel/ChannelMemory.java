package dev.shopfuse.sdk.channel;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.JsonNode;
import java.util.List;

/**
 * What a device keeps of the newest channel it has accepted, so that whoever serves the next one
 * can take nothing back: how far it was, and every rotation that was followed. Immutable.
 *
 * <p>The rotations stand outside of what a channel signs, so a server can leave them out. A device
 * therefore adds those it follows to those it has, and drops none: a retired key stays retired.
 */
public final class ChannelMemory {
  final long sequence;

  /** The newest version that the channel had. */
  final long version;

  final long issuedMillis;
  private final List<KeyRotation> rotations;

  private ChannelMemory(
      long sequence, long version, long issuedMillis, List<KeyRotation> rotations) {
    this.sequence = sequence;
    this.version = version;
    this.issuedMillis = issuedMillis;
    this.rotations = rotations;
  }

  /** Returns what is to be kept of a channel, and of the rotations followed so far. */
  public static ChannelMemory of(Channel channel, List<KeyRotation> followed) {
    return new ChannelMemory(
        channel.sequence(), channel.releases().get(0).version(), channel.issuedMillis(), followed);
  }

  /** Returns this as a JSON text. */
  public String toJson() {
    JsonStringWriter json = JsonWriter.string().object();
    json.value("sequence", sequence).value("version", version);
    json.value("issued_millis", issuedMillis);
    ChannelJson.writeRotations(json, rotations);
    return json.end().done();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is damaged
   */
  public static ChannelMemory read(String text) {
    JsonNode json = JsonNode.parse(text);
    return new ChannelMemory(
        json.get("sequence").integer(1, Long.MAX_VALUE),
        json.get("version").integer(1, Long.MAX_VALUE),
        json.get("issued_millis").integer(0, Long.MAX_VALUE),
        ChannelJson.readRotations(json));
  }

  /** Returns the rotations that were followed, old to new. */
  public List<KeyRotation> rotations() {
    return rotations;
  }
}
