package dev.shopfuse.sdk.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;

/**
 * ECDSA with SHA-256 over the curve P-256: the one algorithm that every JDK 8 and every Android
 * has. Thread-safe.
 */
public final class P256 {
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger A = PRIME.subtract(BigInteger.valueOf(3));
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

  private P256() {}

  /**
   * Checks that a key is a point of P-256.
   *
   * @throws IllegalArgumentException if it is of another kind or curve
   */
  public static ECPublicKey check(PublicKey key) {
    if (!(key instanceof ECPublicKey) || !isCurve((ECKey) key)) {
      throw new IllegalArgumentException(
          "The key is " + key.getAlgorithm() + " and not on the curve P-256");
    }
    ECPublicKey point = (ECPublicKey) key;
    BigInteger x = point.getW().getAffineX();
    BigInteger y = point.getW().getAffineY();
    BigInteger right = x.multiply(x).add(A).multiply(x).add(B).mod(PRIME);
    if (!y.multiply(y).mod(PRIME).equals(right)) {
      throw new IllegalArgumentException("The key is no point of P-256; make one with keygen");
    }
    return point;
  }

  private static boolean isCurve(ECKey key) {
    return key.getParams().getOrder().equals(ORDER)
        && key.getParams().getCurve().getA().equals(A)
        && key.getParams().getCurve().getB().equals(B);
  }

  /** Signs a message. Two signatures of one message differ, as the platform draws a fresh nonce. */
  public static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This platform cannot sign with the key: " + e, e);
    }
  }

  /** Returns whether a signature of a message is by the owner of a key. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
    if (!isSound(signature)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("The key is not usable on this platform: " + e, e);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * A sequence of two whole numbers, each from 1 to below the order. JDKs before 17.0.3 accept
   * zeros for any message (CVE-2022-21449), so the platform is not asked about those.
   */
  private static boolean isSound(byte[] der) {
    int split = der.length < 4 ? 0 : 4 + der[3];
    return split > 4
        && der[0] == 0x30
        && der[1] == der.length - 2
        && der[2] == 2
        && split + 2 < der.length
        && der[split] == 2
        && der[split + 1] == der.length - split - 2
        && isInRange(der, 4, split)
        && isInRange(der, split + 2, der.length);
  }

  private static boolean isInRange(byte[] der, int from, int to) {
    BigInteger number = new BigInteger(java.util.Arrays.copyOfRange(der, from, to));
    return number.signum() > 0 && number.compareTo(ORDER) < 0;
  }
}
