package dev.shopfuse.sample;

import android.content.Context;
import android.os.StrictMode;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the model and keeps it open. For the worker's thread alone. Slow. */
final class Models {
  private static final String ASSET = "market.shopfuse";

  private final Context context;
  private @Nullable ShopRanker ranker;
  private ModelStatus status = ModelStatus.missing("not opened yet");

  Models(Context context) {
    this.context = context;
  }

  ModelStatus prepare() {
    StrictMode.noteSlowCall("open the model");
    if (ranker == null) {
      try {
        long start = System.nanoTime();
        File file = new File(context.getNoBackupFilesDir(), ASSET);
        copyAsset(file);
        ranker = ShopRanker.open(file);
        status =
            ModelStatus.inUse(
                ranker.manifest().name(),
                ranker.manifest().version(),
                true,
                (System.nanoTime() - start) / 1e6,
                null);
      } catch (BundleException | IOException e) {
        status = ModelStatus.missing(String.valueOf(e.getMessage()));
      }
    }
    return status;
  }

  private void copyAsset(File file) throws IOException {
    try (InputStream in = context.getAssets().open(ASSET);
        OutputStream out = new FileOutputStream(file)) {
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
      }
    }
  }

  ModelStatus status() {
    return status;
  }

  void close() {
    if (ranker != null) {
      ranker.close();
      ranker = null;
    }
  }

  <T> T call(Function<ShopRanker, T> work) {
    if (ranker == null) {
      throw new IllegalStateException("No model is open; call prepare first");
    }
    return work.apply(ranker);
  }
}
