package dev.shopfuse.sample;

import android.content.Context;
import android.os.StrictMode;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The model that comes with the app, and the key that its publisher signs with. Thread-safe. Slow.
 */
class AppBundle {
  /** What the model is called in all its versions. */
  static final String NAME = "sample-market";

  private static final String BUNDLE = "market.shopfuse";
  private static final String KEY = "publisher.pem";

  private final Context context;

  AppBundle(Context context) {
    this.context = context;
  }

  /**
   * Returns a copy of the bundle as a file of its own, to be deleted after use; the asset itself
   * lies inside the package.
   */
  final File copy() throws IOException {
    File file = new File(context.getCacheDir(), BUNDLE);
    try (InputStream in = open();
        OutputStream out = new FileOutputStream(file)) {
      pour(in, out);
    }
    return file;
  }

  /** Opens the bundle's bytes. */
  InputStream open() throws IOException {
    return context.getAssets().open(BUNDLE);
  }

  /** Returns whose models are accepted: the publisher's alone. */
  BundleTrust trust() {
    StrictMode.noteSlowCall("read the publisher's key");
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    try (InputStream in = context.getAssets().open(KEY)) {
      pour(in, pem);
    } catch (IOException e) {
      throw new IllegalStateException("The app's own key cannot be read; install it again", e);
    }
    return BundleTrust.pinnedPem(new String(pem.toByteArray(), StandardCharsets.US_ASCII));
  }

  private static void pour(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
    }
  }
}
