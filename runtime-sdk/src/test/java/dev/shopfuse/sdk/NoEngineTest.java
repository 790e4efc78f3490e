package dev.shopfuse.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SDK where ONNX Runtime is absent, as its own class loader sees it: whatever needs no native
 * code works, and what needs it says so.
 */
class NoEngineTest {
  @TempDir Path directory;

  private Throwable openFailure(byte[] bundle) throws Exception {
    File file = Files.write(directory.resolve("b.shopfuse"), bundle).toFile();
    URL[] urls = {
      ShopRanker.class.getProtectionDomain().getCodeSource().getLocation(),
      com.grack.nanojson.JsonParser.class.getProtectionDomain().getCodeSource().getLocation()
    };
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Class<?> trust = loader.loadClass(BundleTrust.class.getName());
      Object any = trust.getMethod("allowUnsignedForDevelopment").invoke(null);
      Method open =
          loader.loadClass(ShopRanker.class.getName()).getMethod("open", File.class, trust);
      Throwable thrown = catchThrowable(() -> open.invoke(null, file, any));
      return ((InvocationTargetException) thrown).getCause();
    }
  }

  @Test
  void open_damagedBundle_isRefusedWithoutTheEngine() throws Exception {
    byte[] bytes = SampleBundle.bytes();
    for (int position = 0; position < bytes.length; position += bytes.length / 40) {
      byte[] changed = bytes.clone();
      changed[position]++;
      assertThat(openFailure(changed).getClass().getName())
          .as("byte %d", position)
          .isEqualTo("dev.shopfuse.sdk.bundle.CorruptBundleException");
    }
  }

  @Test
  void open_soundBundle_saysWhatIsMissing() throws Exception {
    Throwable failure = openFailure(SampleBundle.bytes());
    assertThat(failure.getClass().getName()).isEqualTo(RankingException.class.getName());
    assertThat(failure)
        .hasMessageContaining("ONNX Runtime cannot be loaded")
        .hasMessageContaining("com.microsoft.onnxruntime:onnxruntime")
        .hasMessageContaining("troubleshooting: engine-missing");
  }
}
