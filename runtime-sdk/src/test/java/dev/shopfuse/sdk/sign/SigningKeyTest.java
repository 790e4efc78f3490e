package dev.shopfuse.sdk.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {
  /** Made with {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256}. */
  private static final String OPENSSL_PKCS8 =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqG9iLT8p2nooIO3J
      S/HDN207KSXG6olDMg1sZt0qLTOhRANCAASc5XwJu89Tp5uiQadtzIp+/QWrQEE5
      2nroR6rHxb/fG14CbRHSpoO0PsfxLuIoplsxeyYqLxz5CYr7yqpWB17D
      -----END PRIVATE KEY-----
      """;

  /** The same key, by {@code openssl ec}. */
  private static final String OPENSSL_SEC1 =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIKhvYi0/Kdp6KCDtyUvxwzdtOyklxuqJQzINbGbdKi0zoAoGCCqGSM49
      AwEHoUQDQgAEnOV8CbvPU6ebokGnbcyKfv0Fq0BBOdp66Eeqx8W/3xteAm0R0qaD
      tD7H8S7iKKZbMXsmKi8c+QmK+8qqVgdeww==
      -----END EC PRIVATE KEY-----
      """;

  private static final String OPENSSL_PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnOV8CbvPU6ebokGnbcyKfv0Fq0BB
      Odp66Eeqx8W/3xteAm0R0qaDtD7H8S7iKKZbMXsmKi8c+QmK+8qqVgdeww==
      -----END PUBLIC KEY-----
      """;

  @Test
  void parse_ownText_givesTheSameKey() {
    SigningKey key = SigningKey.generate();
    SigningKey again = SigningKey.parse(key.toPem());
    assertThat(again.publicKey()).isEqualTo(key.publicKey());
    assertThat(again.toPem()).isEqualTo(key.toPem());
  }

  @Test
  void parse_keysOfOpenssl_givesTheirPublicHalf() {
    PublicKey expected = PublicKeys.parse(OPENSSL_PUBLIC).get(0);
    assertThat(SigningKey.parse(OPENSSL_PKCS8).publicKey()).isEqualTo(expected);
    assertThat(SigningKey.parse(OPENSSL_SEC1).publicKey()).isEqualTo(expected);
    assertThat(SigningKey.parse(OPENSSL_SEC1).toPem()).isEqualTo(OPENSSL_PKCS8);
    assertThat(PublicKeys.toPem(expected)).isEqualTo(OPENSSL_PUBLIC);
  }

  @Test
  void parse_severalPublicKeys_givesThemInOrder() {
    PublicKey first = SigningKey.generate().publicKey();
    PublicKey second = SigningKey.generate().publicKey();
    assertThat(PublicKeys.parse("first\n" + PublicKeys.toPem(first) + PublicKeys.toPem(second)))
        .containsExactly(first, second);
  }

  @Test
  void of_keysThatAreNoPair_isRefused() {
    assertThatThrownBy(
            () ->
                SigningKey.of(
                    SigningKey.generate().privateKey(), SigningKey.generate().publicKey()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no pair");
  }

  @Test
  void parse_keyWithoutItsPublicHalf_saysSo() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    assertThatThrownBy(() -> SigningKey.parse(pem("PRIVATE KEY", der)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("public half");
  }

  @Test
  void parse_otherKindsOfKeys_areRefused() throws Exception {
    for (String curve : new String[] {"secp384r1", "secp521r1"}) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      byte[] der = generator.generateKeyPair().getPublic().getEncoded();
      assertThatThrownBy(() -> PublicKeys.parse(pem("PUBLIC KEY", der)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("P-256");
    }
    byte[] rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic().getEncoded();
    assertThatThrownBy(() -> PublicKeys.parse(pem("PUBLIC KEY", rsa)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no PEM at all",
        "-----BEGIN PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
      })
  void parse_noKey_isRefused(String text) {
    assertThatThrownBy(() -> PublicKeys.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
