package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.internal.Sha256;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Fetches one file into a part file, going on where an earlier try stopped. Never more bytes are
 * taken than the file has, and its digest is computed as they come. Not thread-safe; whoever makes
 * one holds the store's update lock.
 */
final class Download {
  private static final int MOST_TRIES = 5;
  private static final int MAX_TAG_BYTES = 1_000;

  private final HttpClient http;
  private final URL url;
  private final FileReference file;
  private final File part;
  private final File tag;
  private final LongConsumer progress;
  private long received;

  Download(HttpClient http, URL url, FileReference file, File part, LongConsumer progress) {
    this.http = http;
    this.url = url;
    this.file = file;
    this.part = part;
    this.tag = tag(part);
    this.progress = progress;
  }

  /**
   * Returns how many bytes came over the network, once the part file is complete and right.
   *
   * @throws CorruptBundleException if what arrived is not the file that was announced
   * @throws IOException if the network fails; what has arrived is kept for the next try
   */
  long fetch() throws CorruptBundleException, IOException, InterruptedException {
    boolean resumed = part.length() > 0;
    String sha256 = fetchAll();
    if (!sha256.equals(file.sha256()) && resumed) {
      // The rest belongs to another file than the start did: take the whole, once.
      forget();
      sha256 = fetchAll();
    }
    if (!sha256.equals(file.sha256())) {
      throw refuse("has SHA-256 " + sha256 + ", the channel says " + file.sha256());
    }
    DurableFiles.delete(tag);
    return received;
  }

  /** Tries again as long as each try brings something. */
  private String fetchAll() throws CorruptBundleException, IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      long before = received;
      try {
        return fetchRest();
      } catch (StorageException e) {
        forget();
        throw e;
      } catch (IOException e) {
        if (received == before || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private static File tag(File part) {
    return new File(part.getPath() + ".tag");
  }

  private void forget() {
    forget(part);
  }

  /** Deletes what has arrived of a file. */
  static void forget(File part) {
    DurableFiles.delete(part);
    DurableFiles.delete(tag(part));
  }

  private String fetchRest() throws CorruptBundleException, IOException, InterruptedException {
    if (part.length() > file.bytes()) {
      forget();
    }
    Sha256 digest = new Sha256();
    long present = digestPart(digest);
    if (present == file.bytes()) {
      return digest.hex();
    }
    try (HttpExchange exchange = http.get(url, rangeFrom(present))) {
      long from = startOf(exchange, present);
      if (from != present) {
        forget();
        digest = new Sha256();
      }
      checkLength(exchange, from);
      if (from == 0) {
        keepTag(exchange);
      }
      receive(exchange, from, digest);
    }
    return digest.hex();
  }

  private long digestPart(Sha256 digest) throws IOException {
    if (!part.isFile()) {
      return 0;
    }
    DurableFiles.addTo(digest, part);
    return part.length();
  }

  private Map<String, String> rangeFrom(long present) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    if (present > 0) {
      headers.put("Range", "bytes=" + present + "-");
      String validator = DurableFiles.read(tag, MAX_TAG_BYTES);
      if (validator != null) {
        headers.put("If-Range", validator);
      }
    }
    return headers;
  }

  /** Returns where the body starts in the file: where it was asked for, or at the beginning. */
  private long startOf(HttpExchange exchange, long present) throws IOException {
    if (exchange.status() == 200) {
      return 0;
    }
    String range = exchange.header("Content-Range");
    if (exchange.status() != 206
        || present == 0
        || range == null
        || !range.startsWith("bytes " + present + "-")) {
      forget();
      throw new IOException(
          url
              + " answers with status "
              + exchange.status()
              + " and range "
              + range
              + "; try again");
    }
    return present;
  }

  private void checkLength(HttpExchange exchange, long from) throws CorruptBundleException {
    long announced = exchange.contentLength();
    if (announced >= 0 && from + announced != file.bytes()) {
      throw refuse(
          "announces "
              + announced
              + " bytes from byte "
              + from
              + " on, the channel says the file has "
              + file.bytes());
    }
  }

  /** Keeps what tells this version of the file from another, if the server has such a thing. */
  private void keepTag(HttpExchange exchange) throws StorageException {
    String validator = exchange.header("ETag");
    if (validator == null || validator.startsWith("W/")) {
      validator = exchange.header("Last-Modified");
    }
    if (validator != null && validator.length() <= MAX_TAG_BYTES) {
      DurableFiles.write(tag, validator);
    }
  }

  private void receive(HttpExchange exchange, long from, Sha256 digest)
      throws CorruptBundleException, IOException, InterruptedException {
    long done = from;
    Pace pace = http.pace(url);
    try (StoreOutput out = StoreOutput.open(part, true, digest)) {
      for (byte[] chunk = exchange.next(); chunk != null; chunk = exchange.next()) {
        if (chunk.length > file.bytes() - done) {
          throw refuse("goes on beyond the " + file.bytes() + " bytes that the channel announces");
        }
        out.write(chunk, 0, chunk.length);
        done += chunk.length;
        received += chunk.length;
        progress.accept(done);
        pace.count(chunk.length);
      }
      out.sync();
    }
    if (done < file.bytes()) {
      throw new IOException(
          url + " ended after " + done + " of " + file.bytes() + " bytes; try again");
    }
  }

  private CorruptBundleException refuse(String complaint) {
    forget();
    return new CorruptBundleException(url + " " + complaint + "; publish it again", null);
  }
}
