package dev.shopfuse.sdk.sign;

import dev.shopfuse.sdk.internal.P256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;

/**
 * A private key with its public half, for those who export and publish. Immutable. A device never
 * has one.
 */
public final class SigningKey {
  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /**
   * Returns a signing key.
   *
   * @throws IllegalArgumentException if the two keys are no pair over P-256
   */
  public static SigningKey of(PrivateKey privateKey, PublicKey publicKey) {
    P256.check(publicKey);
    byte[] probe = {1};
    if (!P256.verify(publicKey, probe, P256.sign(privateKey, probe))) {
      throw new IllegalArgumentException(
          "The private key and the public key are no pair; make a pair with keygen");
    }
    return new SigningKey(privateKey, publicKey);
  }

  /** Makes a new key. */
  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return of(pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This platform cannot make P-256 keys: " + e, e);
    }
  }

  /**
   * Reads a private key as {@link #toPem}, {@code openssl genpkey} and {@code openssl ecparam
   * -genkey} write it: PKCS #8 or SEC 1, with the public half inside.
   *
   * @throws IllegalArgumentException if the text holds no such key
   */
  public static SigningKey parse(String pem) {
    return EcPrivateKeys.parse(pem);
  }

  /** Returns the key as PEM (PKCS #8 with the public half inside), unencrypted: guard it. */
  public String toPem() {
    return EcPrivateKeys.toPem(privateKey, publicKey);
  }

  /** Returns the private half. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** Returns the public half, which devices pin. */
  public PublicKey publicKey() {
    return publicKey;
  }
}
