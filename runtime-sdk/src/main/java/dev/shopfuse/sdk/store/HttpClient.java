package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleFormat;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;

/**
 * The updater's HTTP manners: plain GET, no compression, few redirects, never from HTTPS to HTTP.
 * Immutable.
 *
 * <p>HTTP is allowed where the channel's own URL has it: what arrives is checked by signatures and
 * digests, so the network can withhold but not forge. HTTPS also hides what is fetched.
 */
final class HttpClient {
  private static final int MOST_REDIRECTS = 5;

  private final int connectTimeoutMillis;
  private final int readTimeoutMillis;

  HttpClient(int connectTimeoutMillis, int readTimeoutMillis) {
    this.connectTimeoutMillis = connectTimeoutMillis;
    this.readTimeoutMillis = readTimeoutMillis;
  }

  /** Asks for a file; the answer has status 200, 206 or 416. */
  HttpExchange get(URL url, Map<String, String> headers) throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(headers);
    all.put("User-Agent", "shopfuse/" + BundleFormat.SDK_VERSION);
    // Said explicitly: otherwise Android asks for gzip, and lengths and ranges mean something else.
    all.put("Accept-Encoding", "identity");
    URL next = url;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpExchange exchange = HttpExchange.open(next, all, connectTimeoutMillis, readTimeoutMillis);
      boolean usable = false;
      try {
        if (!isRedirect(exchange.status())) {
          check(exchange);
          usable = true;
          return exchange;
        }
        next = target(exchange);
      } finally {
        if (!usable) {
          exchange.close();
        }
      }
    }
    throw new IOException(url + " redirects more than " + MOST_REDIRECTS + " times; correct it");
  }

  /** Returns a watch over the pace at which a file arrives. */
  Pace pace(URL url) {
    return new Pace(url, readTimeoutMillis);
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URL target(HttpExchange exchange) throws IOException {
    String location = exchange.header("Location");
    if (location == null) {
      throw new IOException(exchange.url() + " redirects to nowhere");
    }
    return resolve(exchange.url(), location);
  }

  /**
   * Returns an absolute URL.
   *
   * @throws IOException if it leaves HTTP and HTTPS, or goes from HTTPS to HTTP
   */
  static URL resolve(URL base, String reference) throws IOException {
    URL url;
    try {
      url = new URL(base, reference);
    } catch (MalformedURLException e) {
      throw new IOException(base + " leads to \"" + reference + "\", which is no URL", e);
    }
    requireHttp(url);
    if (base.getProtocol().equals("https") && !url.getProtocol().equals("https")) {
      throw new IOException(base + " leads from HTTPS to " + url + "; serve that over HTTPS too");
    }
    return url;
  }

  static void requireHttp(URL url) throws IOException {
    if (!url.getProtocol().equals("https") && !url.getProtocol().equals("http")) {
      throw new IOException(url + " is neither HTTPS nor HTTP; give the URL of a web server");
    }
  }

  private static void check(HttpExchange exchange) throws IOException {
    int status = exchange.status();
    if (status == 404 || status == 410) {
      throw new FileNotFoundException(exchange.url() + " does not exist; check the channel's URL");
    }
    if (status != 200 && status != 206 && status != 416) {
      throw new IOException(exchange.url() + " answers with status " + status + "; try later");
    }
    String encoding = exchange.header("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new IOException(
          exchange.url()
              + " sends \""
              + encoding
              + "\"; let the web server send files as they are");
    }
  }
}
