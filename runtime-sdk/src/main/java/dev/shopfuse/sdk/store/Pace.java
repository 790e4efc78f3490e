package dev.shopfuse.sdk.store;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.TimeUnit;

/**
 * Ends a download that drips: a server could otherwise hold a device for hours with a byte now and
 * then. Not thread-safe.
 */
final class Pace {
  private static final int LEAST_BYTES = 1024;

  private final URL url;
  private final int windowMillis;
  private long startNanos = System.nanoTime();
  private long bytes;

  Pace(URL url, int windowMillis) {
    this.url = url;
    this.windowMillis = windowMillis;
  }

  void count(int arrived) throws IOException {
    bytes += arrived;
    if (System.nanoTime() - startNanos < TimeUnit.MILLISECONDS.toNanos(windowMillis)) {
      return;
    }
    if (bytes < LEAST_BYTES) {
      throw new IOException(
          url + " sent " + bytes + " bytes in " + windowMillis + " ms; try again later");
    }
    startNanos = System.nanoTime();
    bytes = 0;
  }
}
