package dev.shopfuse.sdk.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One GET request. Blocking I/O of the platform cannot be interrupted, so a thread of its own does
 * it and hands over chunks; the caller waits interruptibly, and nothing but the caller touches
 * files. Not thread-safe; closing it ends the connection.
 */
final class HttpExchange implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int QUEUED_CHUNKS = 4;
  private static final byte[] END = new byte[0];

  private final URL url;
  private final HttpURLConnection connection;
  private final int readTimeoutMillis;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(QUEUED_CHUNKS);
  private volatile @Nullable IOException failure;
  private volatile boolean closed;

  private HttpExchange(URL url, HttpURLConnection connection, int readTimeoutMillis) {
    this.url = url;
    this.connection = connection;
    this.readTimeoutMillis = readTimeoutMillis;
  }

  /** Sends a request and waits for the head of the answer. Redirects are not followed. */
  static HttpExchange open(
      URL url, Map<String, String> headers, int connectTimeoutMillis, int readTimeoutMillis)
      throws IOException, InterruptedException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(connectTimeoutMillis);
    connection.setReadTimeout(readTimeoutMillis);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    HttpExchange exchange = new HttpExchange(url, connection, readTimeoutMillis);
    boolean answered = false;
    try {
      exchange.start();
      exchange.next(connectTimeoutMillis + readTimeoutMillis);
      answered = true;
      return exchange;
    } finally {
      if (!answered) {
        exchange.close();
      }
    }
  }

  private void start() {
    Thread thread = new Thread(this::pump, "shopfuse-download");
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands over one empty chunk for the head of the answer, then the body, then the end. */
  private void pump() {
    try {
      int status = connection.getResponseCode();
      put(new byte[0]);
      if (status == HttpURLConnection.HTTP_OK || status == HttpURLConnection.HTTP_PARTIAL) {
        try (InputStream body = connection.getInputStream()) {
          byte[] chunk = new byte[CHUNK_BYTES];
          for (int count = body.read(chunk); count >= 0 && !closed; count = body.read(chunk)) {
            put(Arrays.copyOf(chunk, count));
          }
        }
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      // HttpURLConnection throws these for malformed answers.
      failure = new IOException("The answer of " + url + " is malformed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      putEnd();
    }
  }

  private void put(byte[] chunk) throws InterruptedException {
    while (!closed && !chunks.offer(chunk, 100, TimeUnit.MILLISECONDS)) {
      // The caller is busy writing; or has gone, then this ends.
    }
  }

  private void putEnd() {
    try {
      put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the next bytes of the body, or null at its end. */
  byte @Nullable [] next() throws IOException, InterruptedException {
    return next(readTimeoutMillis);
  }

  private byte @Nullable [] next(int timeoutMillis) throws IOException, InterruptedException {
    byte[] chunk = chunks.poll(timeoutMillis, TimeUnit.MILLISECONDS);
    IOException reason = failure;
    if (chunk == END && reason != null) {
      throw new IOException(
          url + " failed: " + reason.getMessage() + "; try again when the network is better",
          reason);
    }
    if (chunk == null) {
      throw new SocketTimeoutException(
          url + " sent nothing for " + timeoutMillis + " ms; try again later");
    }
    return chunk == END ? null : chunk;
  }

  /** Returns the status code. */
  int status() throws IOException {
    return connection.getResponseCode();
  }

  /** Returns a header, or null if the answer has none of that name. */
  @Nullable String header(String name) {
    return connection.getHeaderField(name);
  }

  /** Returns the announced length of the body, or -1. */
  long contentLength() {
    return connection.getContentLengthLong();
  }

  URL url() {
    return url;
  }

  @Override
  public void close() {
    closed = true;
    chunks.clear();
    // Disconnecting can block on a connection that is being made.
    Thread thread = new Thread(connection::disconnect, "shopfuse-disconnect");
    thread.setDaemon(true);
    thread.start();
  }
}
