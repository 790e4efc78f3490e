package dev.shopfuse.sdk.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A web server on a socket of this machine, that serves files as one should, or as one should not.
 */
public final class TestServer implements AutoCloseable {
  /** How an answer goes wrong. */
  public enum Manner {
    /** It does not: ranges and tags work. */
    GOOD,
    /** Whole files only, whatever range is asked for. */
    NO_RANGES,
    /** The connection is closed before anything is said. */
    DROP,
    /** The connection is closed in the middle of the body. */
    TRUNCATE,
    /** Nothing comes after the first half, and the connection stays. */
    STALL,
    /** A byte now and then. */
    DRIP,
    /** The announced length is too small by one, and only that comes. */
    LENGTH_TOO_SMALL,
    /** The announced length is too large, and then the connection is closed. */
    LENGTH_TOO_LARGE,
    /** No length is announced, and the body never ends. */
    ENDLESS,
    /** The body is said to be compressed. */
    GZIP,
    /** A byte of the body is another one. */
    WRONG_BYTE,
    /** Status 503. */
    UNAVAILABLE
  }

  private static final byte[] NEWLINE = {'\r', '\n'};

  private final ServerSocket socket;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, String> redirects = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Function<String, Manner> manners = path -> Manner.GOOD;
  private volatile boolean closed;

  /** Starts a server on a free port. */
  public TestServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("test-server", this::accept);
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the URL of a file. */
  public String url(String path) {
    return "http://localhost:" + socket.getLocalPort() + "/" + path;
  }

  /** Serves bytes under a path. */
  public void put(String path, byte[] bytes) {
    files.put("/" + path, bytes.clone());
  }

  /** Serves a path no longer. */
  public void remove(String path) {
    files.remove("/" + path);
  }

  /** Answers a path with a redirect. */
  public void redirect(String path, String location) {
    redirects.put("/" + path, location);
  }

  /** Decides how each request, by its path, is answered. */
  public void behave(Function<String, Manner> how) {
    manners = how;
  }

  /** Returns the heads of all requests, line by line, in one text each. */
  public List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket connection = socket.accept();
        start("test-connection", () -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      StringBuilder head = new StringBuilder();
      String range = "";
      String ifRange = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
        range = line.startsWith("Range: bytes=") ? line.substring(13).replace("-", "") : range;
        ifRange = line.startsWith("If-Range: ") ? line.substring(10) : ifRange;
      }
      if (head.length() == 0) {
        return;
      }
      requests.add(head.toString());
      answer(connection.getOutputStream(), head.toString().split(" ")[1], range, ifRange);
    } catch (IOException | InterruptedException e) {
      // The client has gone, as clients of such a server do.
    }
  }

  private void answer(OutputStream out, String path, String range, String ifRange)
      throws IOException, InterruptedException {
    Manner manner = manners.apply(path);
    byte[] file = files.get(path);
    if (manner == Manner.DROP) {
      return;
    }
    if (redirects.containsKey(path)) {
      head(out, "302 Found", "Location: " + redirects.get(path), "Content-Length: 0");
    } else if (manner == Manner.UNAVAILABLE) {
      head(out, "503 Service Unavailable", "Content-Length: 0");
    } else if (file == null) {
      head(out, "404 Not Found", "Content-Length: 0");
    } else {
      String tag = "\"" + Arrays.hashCode(file) + "\"";
      boolean partial =
          !range.isEmpty()
              && manner != Manner.NO_RANGES
              && (ifRange.isEmpty() || ifRange.equals(tag));
      int from = partial ? Integer.parseInt(range) : 0;
      if (from >= file.length) {
        head(out, "416 Range Not Satisfiable", "Content-Length: 0");
      } else {
        send(
            out,
            Arrays.copyOfRange(file, from, file.length),
            manner,
            head(partial, from, file),
            tag);
      }
    }
  }

  private static String[] head(boolean partial, int from, byte[] file) {
    return partial
        ? new String[] {
          "206 Partial Content",
          "Content-Range: bytes " + from + "-" + (file.length - 1) + "/" + file.length
        }
        : new String[] {"200 OK", "Accept-Ranges: bytes"};
  }

  private static void send(OutputStream out, byte[] body, Manner manner, String[] start, String tag)
      throws IOException, InterruptedException {
    String etag = "ETag: " + tag;
    switch (manner) {
      case GOOD, NO_RANGES -> full(out, body, start, etag, body.length);
      case LENGTH_TOO_SMALL ->
          full(out, Arrays.copyOf(body, body.length - 1), start, etag, body.length - 1);
      case LENGTH_TOO_LARGE -> full(out, body, start, etag, body.length + 1000);
      case WRONG_BYTE -> {
        byte[] wrong = body.clone();
        wrong[wrong.length / 2] ^= 1;
        full(out, wrong, start, etag, wrong.length);
      }
      case TRUNCATE -> full(out, Arrays.copyOf(body, body.length / 2), start, etag, body.length);
      case GZIP -> {
        head(out, start[0], start[1], etag, "Content-Encoding: gzip", length(body.length));
        out.write(body);
      }
      case STALL -> {
        full(out, Arrays.copyOf(body, body.length / 2), start, etag, body.length);
        Thread.sleep(60_000);
      }
      case DRIP -> {
        head(out, start[0], start[1], etag, length(body.length));
        for (byte b : body) {
          out.write(b);
          out.flush();
          Thread.sleep(20);
        }
      }
      case ENDLESS -> {
        head(out, start[0], start[1], etag);
        while (true) {
          out.write(body);
        }
      }
      default -> throw new IllegalStateException(manner.toString());
    }
  }

  private static String length(int bytes) {
    return "Content-Length: " + bytes;
  }

  private static void full(OutputStream out, byte[] body, String[] start, String etag, int length)
      throws IOException {
    head(out, start[0], start[1], etag, length(length));
    out.write(body);
    out.flush();
  }

  private static void head(OutputStream out, String status, String... headers) throws IOException {
    out.write(("HTTP/1.1 " + status).getBytes(ISO_8859_1));
    out.write(NEWLINE);
    for (String header : headers) {
      out.write(header.getBytes(ISO_8859_1));
      out.write(NEWLINE);
    }
    out.write("Connection: close".getBytes(ISO_8859_1));
    out.write(NEWLINE);
    out.write(NEWLINE);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    socket.close();
  }
}
