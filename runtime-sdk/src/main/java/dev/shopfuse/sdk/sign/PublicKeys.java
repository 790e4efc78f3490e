package dev.shopfuse.sdk.sign;

import dev.shopfuse.sdk.internal.P256;
import dev.shopfuse.sdk.internal.Sha256;
import dev.shopfuse.sdk.internal.Utf8;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Public keys as PEM, the text that OpenSSL and everybody else reads and writes. Thread-safe. */
public final class PublicKeys {
  private static final String LABEL = "PUBLIC KEY";

  private PublicKeys() {}

  /**
   * Reads the public keys of a PEM text, one or more.
   *
   * @throws IllegalArgumentException if there is none, or one is not ECDSA over P-256
   */
  public static List<PublicKey> parse(String pem) {
    List<PublicKey> keys = new ArrayList<>();
    for (byte[] der : Pem.blocks(pem, LABEL)) {
      keys.add(decode(der));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "The PEM text lacks \"BEGIN " + LABEL + "\"; give a public key");
    }
    return Collections.unmodifiableList(keys);
  }

  private static PublicKey decode(byte[] der) {
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      return P256.check(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The public key is not an ECDSA key over P-256 (" + e + "); make one with keygen", e);
    }
  }

  /** Returns a public key as PEM. */
  public static String toPem(PublicKey key) {
    return Pem.block(LABEL, P256.check(key).getEncoded());
  }

  /**
   * Returns the name of a key: the SHA-256 of its PEM text as 64 hex digits, as OpenSSF Model
   * Signing names keys.
   */
  public static String fingerprint(PublicKey key) {
    return new Sha256().add(Utf8.encode(toPem(key))).hex();
  }
}
