package dev.shopfuse.android.build;

import com.android.apksig.ApkSigner;
import com.android.apksig.KeyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key that proves nothing but that two packages came from one machine. It lies in a key store of
 * Android's usual form: alias {@code androiddebugkey}, password {@code android}. Immutable.
 */
final class DebugKey {
  private static final String ALIAS = "androiddebugkey";
  private static final String PASSWORD = "android";

  private final PrivateKey key;
  private final X509Certificate certificate;

  private DebugKey(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** Opens a key store; makes it first if it is not there. */
  static DebugKey openOrCreate(Path file) {
    if (!Files.exists(file)) {
      create(file);
    }
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      if (store.getKey(ALIAS, PASSWORD.toCharArray()) instanceof PrivateKey key
          && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
        return new DebugKey(key, certificate);
      }
      throw new BuildException(file + " has no key " + ALIAS + "; delete it to get a new one");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + "; delete it to get a new one", e);
    } catch (GeneralSecurityException e) {
      throw new BuildException(file + " cannot be opened; delete it to get a new one", e);
    }
  }

  private static void create(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder of " + file, e);
    }
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Tool.run(
        List.of(
            keytool,
            "-genkeypair",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-validity",
            "10000",
            "-dname",
            "CN=Android Debug"));
  }

  ApkSigner.SignerConfig signer() {
    return new ApkSigner.SignerConfig.Builder("debug", new KeyConfig.Jca(key), List.of(certificate))
        .build();
  }
}
