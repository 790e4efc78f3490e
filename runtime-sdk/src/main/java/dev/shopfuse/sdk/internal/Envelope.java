package dev.shopfuse.sdk.internal;

import com.grack.nanojson.JsonStringWriter;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed text: DSSE 1.0 (Dead Simple Signing Envelope). What is signed is the type together with
 * the bytes of the text, so nothing has to be put into a canonical form. Immutable.
 */
public final class Envelope {
  private static final int MAX_SIGNATURES = 16;

  private final String payloadType;
  private final byte[] payload;
  private final List<byte[]> signatures;

  private Envelope(String payloadType, byte[] payload, List<byte[]> signatures) {
    this.payloadType = payloadType;
    this.payload = payload;
    this.signatures = signatures;
  }

  /** Signs a text. */
  public static Envelope sign(String payloadType, String text, PrivateKey key) {
    byte[] payload = Utf8.encode(text);
    List<byte[]> signatures = new ArrayList<>();
    signatures.add(P256.sign(key, authenticated(payloadType, payload)));
    return new Envelope(payloadType, payload, signatures);
  }

  /**
   * Reads an envelope.
   *
   * @throws IllegalArgumentException if the object is none, or of another type of payload
   */
  public static Envelope read(JsonNode json, String payloadType) {
    JsonNode type = json.get("payloadType");
    if (!type.string().equals(payloadType)) {
      throw type.wrong(payloadType);
    }
    List<byte[]> signatures = new ArrayList<>();
    List<JsonNode> listed = json.get("signatures").elements();
    if (listed.size() > MAX_SIGNATURES) {
      throw json.get("signatures").wrong("at most " + MAX_SIGNATURES + " signatures");
    }
    for (JsonNode signature : listed) {
      signatures.add(Base64Text.decode(signature.get("sig").string()));
    }
    return new Envelope(payloadType, Base64Text.decode(json.get("payload").string()), signatures);
  }

  /** Writes the members of the envelope into an object that has just been started, and ends it. */
  public void write(JsonStringWriter json) {
    json.value("payload", Base64Text.encode(payload));
    json.value("payloadType", payloadType).array("signatures");
    for (byte[] signature : signatures) {
      json.object().value("sig", Base64Text.encode(signature)).value("keyid", "").end();
    }
    json.end().end();
  }

  /** Returns the first of the keys that signed this, or null if none did. */
  public <K extends PublicKey> @Nullable K signer(Collection<K> keys) {
    byte[] message = authenticated(payloadType, payload);
    for (K key : keys) {
      for (byte[] signature : signatures) {
        if (P256.verify(key, message, signature)) {
          return key;
        }
      }
    }
    return null;
  }

  /** Returns the text; whoever reads it checks {@link #signer} first. */
  public String text() {
    return Utf8.decode(java.nio.ByteBuffer.wrap(payload));
  }

  /** DSSE's pre-authentication encoding. */
  private static byte[] authenticated(String payloadType, byte[] payload) {
    byte[] start =
        Utf8.encode(
            "DSSEv1 "
                + Utf8.encode(payloadType).length
                + " "
                + payloadType
                + " "
                + payload.length
                + " ");
    byte[] message = java.util.Arrays.copyOf(start, start.length + payload.length);
    System.arraycopy(payload, 0, message, start.length, payload.length);
    return message;
  }
}
