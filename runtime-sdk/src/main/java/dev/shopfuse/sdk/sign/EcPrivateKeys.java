package dev.shopfuse.sdk.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Private keys over P-256 as PEM. The platform writes PKCS #8 without the public half and cannot
 * compute it, so it is written along, as OpenSSL does (RFC 5915).
 */
final class EcPrivateKeys {
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final int COORDINATE_BYTES = 32;

  /** The algorithm identifier: an EC key over the named curve P-256. */
  private static final byte[] ALGORITHM = {
    0x30,
    0x13,
    0x06,
    0x07,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0xce,
    0x3d,
    0x02,
    0x01,
    0x06,
    0x08,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0xce,
    0x3d,
    0x03,
    0x01,
    0x07
  };

  /** What stands before the coordinates of the public half: [1], a bit string, uncompressed. */
  private static final byte[] POINT = {(byte) 0xa1, 0x44, 0x03, 0x42, 0x00, 0x04};

  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final byte[] VERSION_1 = {0x02, 0x01, 0x01};
  private static final byte SEQUENCE = 0x30;
  private static final byte OCTETS = 0x04;

  private EcPrivateKeys() {}

  static String toPem(PrivateKey privateKey, PublicKey publicKey) {
    ECPoint point = ((ECPublicKey) publicKey).getW();
    byte[] secret = fixed(((ECPrivateKey) privateKey).getS());
    byte[] half = concat(POINT, fixed(point.getAffineX()), fixed(point.getAffineY()));
    byte[] key = der(SEQUENCE, concat(VERSION_1, der(OCTETS, secret), half));
    return Pem.block(PKCS8, pkcs8(key));
  }

  static SigningKey parse(String pem) {
    List<byte[]> keys = Pem.blocks(pem, PKCS8);
    if (keys.isEmpty()) {
      for (byte[] key : Pem.blocks(pem, SEC1)) {
        keys.add(pkcs8(key));
      }
    }
    if (keys.size() != 1) {
      throw new IllegalArgumentException(
          "The PEM text holds "
              + keys.size()
              + " unencrypted private keys, expected one; make a key with keygen");
    }
    return decode(keys.get(0));
  }

  private static SigningKey decode(byte[] der) {
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(der));
      ECPublicKeySpec half = new ECPublicKeySpec(point(der), ((ECPrivateKey) key).getParams());
      return SigningKey.of(key, factory.generatePublic(half));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The private key is not an ECDSA key over P-256 (" + e + "); make one with keygen", e);
    }
  }

  /** The public half is the last field; {@link SigningKey#of} proves that it is the right one. */
  private static ECPoint point(byte[] der) {
    int at = der.length - 2 * COORDINATE_BYTES;
    if (at < POINT.length
        || !Arrays.equals(POINT, Arrays.copyOfRange(der, at - POINT.length, at))) {
      throw new IllegalArgumentException(
          "The private key does not hold its public half, or is not over P-256; pass it through"
              + " openssl pkey, or make a key with keygen");
    }
    int middle = at + COORDINATE_BYTES;
    return new ECPoint(
        new BigInteger(1, Arrays.copyOfRange(der, at, middle)),
        new BigInteger(1, Arrays.copyOfRange(der, middle, der.length)));
  }

  private static byte[] pkcs8(byte[] key) {
    return der(SEQUENCE, concat(VERSION_0, ALGORITHM, der(OCTETS, key)));
  }

  private static byte[] der(byte tag, byte[] content) {
    byte[] length = {(byte) content.length};
    if (content.length > 127) {
      length = new byte[] {(byte) 0x81, (byte) content.length};
    }
    if (content.length > 255) {
      throw new IllegalArgumentException("The private key is too long to be one over P-256");
    }
    return concat(new byte[] {tag}, length, content);
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = new byte[COORDINATE_BYTES];
    byte[] shortest = number.toByteArray();
    int length = Math.min(shortest.length, COORDINATE_BYTES);
    System.arraycopy(shortest, shortest.length - length, bytes, COORDINATE_BYTES - length, length);
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part, 0, part.length);
    }
    return out.toByteArray();
  }
}
