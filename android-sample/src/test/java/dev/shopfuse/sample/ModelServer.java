package dev.shopfuse.sample;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A channel and its bundle on a server of this machine. Thread-safe. */
final class ModelServer implements AutoCloseable {
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile @Nullable CountDownLatch held;

  ModelServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          waitIfHeld();
          byte[] file = files.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
          if (file != null) {
            exchange.getResponseBody().write(file);
          }
          exchange.close();
        });
    server.start();
  }

  String channelUrl() {
    return "http://localhost:" + server.getAddress().getPort() + "/channel.json";
  }

  void publish(byte[] bundle, byte[] channel) {
    files.put("/market.shopfuse", bundle);
    files.put("/channel.json", channel);
  }

  /** Returns the bundle that it hands out, to be spoilt. */
  byte[] bundle() {
    return files.get("/market.shopfuse");
  }

  /** Answers nothing until the latch is open. */
  void hold(CountDownLatch latch) {
    held = latch;
  }

  /** Waits until somebody asks for something. */
  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  private void waitIfHeld() {
    asked.countDown();
    CountDownLatch latch = held;
    try {
      if (latch != null) {
        latch.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
