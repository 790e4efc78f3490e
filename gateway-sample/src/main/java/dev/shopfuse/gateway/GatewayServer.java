package dev.shopfuse.gateway;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.Ranked;
import dev.shopfuse.sdk.RankingException;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.BundleTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Ranks shops over HTTP: {@code POST /rank} takes a request as {@code RankRequest.fromJson} reads
 * it, and answers with shops or items, or with status 400 and what is wrong.
 *
 * <p>Thread-safe. It owns the ranker and the threads: close it.
 */
public final class GatewayServer implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 20;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int WRONG_METHOD = 405;
  private static final int TOO_LARGE = 413;
  private static final int FAILED = 500;

  private final ShopRanker ranker;
  private final HttpServer server;
  private final ExecutorService threads;

  private GatewayServer(ShopRanker ranker, HttpServer server, ExecutorService threads) {
    this.ranker = ranker;
    this.server = server;
    this.threads = threads;
  }

  /** Serves a bundle: arguments are the bundle, the publisher's public key (PEM), and the port. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: GatewayServer BUNDLE PUBLIC_KEY.pem PORT");
      System.exit(2);
    }
    BundleTrust trust = BundleTrust.pinnedPem(Files.readString(Path.of(arguments[1])));
    GatewayServer gateway = start(Path.of(arguments[0]), trust, Integer.parseInt(arguments[2]));
    System.out.println("Ranking on port " + gateway.port());
  }

  /**
   * Opens a bundle and serves it on the loopback interface.
   *
   * @param port the port, 0 for any that is free
   */
  public static GatewayServer start(Path bundle, BundleTrust trust, int port)
      throws BundleException, IOException {
    ShopRanker ranker = ShopRanker.open(bundle.toFile(), trust);
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      ranker.close();
      throw e;
    }
    // One ranker for all threads: it scores each call on the thread that makes it.
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    GatewayServer gateway = new GatewayServer(ranker, server, threads);
    server.createContext("/rank", gateway::handle);
    server.setExecutor(threads);
    server.start();
    return gateway;
  }

  /** Returns the port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("POST")) {
        send(exchange, WRONG_METHOD, error("Send a request with POST"));
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        send(exchange, TOO_LARGE, error("A request has at most " + MOST_BYTES + " bytes"));
        return;
      }
      answer(exchange, new String(body, StandardCharsets.UTF_8));
    }
  }

  private void answer(HttpExchange exchange, String body) throws IOException {
    try {
      send(exchange, OK, rank(RankRequest.fromJson(body)));
    } catch (IllegalArgumentException e) {
      send(exchange, BAD_REQUEST, error(String.valueOf(e.getMessage())));
    } catch (IllegalStateException | RankingException e) {
      send(exchange, FAILED, error(String.valueOf(e.getMessage())));
    }
  }

  private String rank(RankRequest request) {
    return request.page() == Page.ITEM
        ? json("items", ranker.rankItems(request))
        : json("shops", ranker.rank(request).shops());
  }

  private static String json(String name, List<? extends Ranked> ranked) {
    JsonStringWriter json = JsonWriter.string().object().array(name);
    for (Ranked each : ranked) {
      json.object().value("id", each.id()).value("score", each.score()).end();
    }
    return json.end().end().done();
  }

  private static String error(String message) {
    return JsonWriter.string().object().value("error", message).end().done();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Ends the calls under way, then frees the model. */
  @Override
  public void close() {
    server.stop(1);
    threads.shutdown();
    ranker.close();
  }
}
