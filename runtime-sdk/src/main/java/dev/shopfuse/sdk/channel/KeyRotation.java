package dev.shopfuse.sdk.channel;

import com.grack.nanojson.JsonWriter;
import dev.shopfuse.sdk.internal.Envelope;
import dev.shopfuse.sdk.internal.JsonNode;
import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import java.security.PublicKey;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The old key's word that another key takes its place. Immutable.
 *
 * <p>A device that pinned the old key follows it to the new one, and from then on takes no news
 * from the old one.
 */
public final class KeyRotation {
  private static final String PAYLOAD_TYPE = "application/vnd.shopfuse.key-rotation+json";

  private final Envelope envelope;
  private final PublicKey newKey;

  private KeyRotation(Envelope envelope, PublicKey newKey) {
    this.envelope = envelope;
    this.newKey = newKey;
  }

  /** Returns the word of the old key for the new one. */
  public static KeyRotation sign(SigningKey oldKey, PublicKey newKey) {
    String text =
        JsonWriter.string().object().value("new_key", PublicKeys.toPem(newKey)).end().done();
    return new KeyRotation(Envelope.sign(PAYLOAD_TYPE, text, oldKey.privateKey()), newKey);
  }

  static KeyRotation read(JsonNode json) {
    Envelope envelope = Envelope.read(json, PAYLOAD_TYPE);
    String pem = JsonNode.parse(envelope.text()).get("new_key").string();
    return new KeyRotation(envelope, PublicKeys.parse(pem).get(0));
  }

  Envelope envelope() {
    return envelope;
  }

  /** Returns the key that takes over. */
  public PublicKey newKey() {
    return newKey;
  }

  /** Returns which of the keys gave its word, or null if none did. */
  public @Nullable PublicKey oldKey(Collection<PublicKey> keys) {
    return envelope.signer(keys);
  }
}
