package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.channel.ChannelMemory;
import dev.shopfuse.sdk.channel.FileReference;
import dev.shopfuse.sdk.channel.KeyChain;
import dev.shopfuse.sdk.channel.KeyRotation;
import dev.shopfuse.sdk.internal.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;

/** Fetches the channel and its files, and has the store remember what was accepted. */
final class ChannelClient {
  /** They take a quarter of what the store's state may have. */
  private static final int MAX_ROTATIONS = 500;

  private final ModelStore store;
  private final URL url;
  private final HttpClient http;

  ChannelClient(ModelStore store, URL url, HttpClient http) {
    this.store = store;
    this.url = url;
    this.http = http;
  }

  /**
   * Returns the channel as it is now, once it is found signed, fresh, and the one for the store.
   * Rotations that were followed before stay, whatever it leaves out.
   */
  Channel fetch() throws BundleException, IOException, InterruptedException {
    String text = fetchText();
    KeyChain keys = store.keys();
    Channel channel = Channel.read(text, keys);
    StoreState state = store.files().readState();
    store.requireName("channel", channel.name(), state);
    List<KeyRotation> followed = keys.follow(channel.rotations()).followed();
    if (followed.size() > MAX_ROTATIONS) {
      throw new UntrustedBundleException(
          "The channel has handed its key over " + followed.size() + " times; begin a new store",
          null);
    }
    ChannelMemory now = ChannelMemory.of(channel, followed);
    // A store without a model may have been led astray by another model's channel.
    boolean sameModel = state.current != null || channel.name().equals(state.name);
    ChannelMemory seen = sameModel ? state.seen : null;
    channel.requireFresh(seen == null ? now : seen, System.currentTimeMillis());
    store.remember(channel.name(), now);
    return channel;
  }

  private String fetchText() throws BundleException, IOException, InterruptedException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    Pace pace = http.pace(url);
    try (HttpExchange exchange = http.get(url, Collections.<String, String>emptyMap())) {
      for (byte[] chunk = exchange.next(); chunk != null; chunk = exchange.next()) {
        text.write(chunk, 0, chunk.length);
        pace.count(chunk.length);
        if (text.size() > Channel.MAX_BYTES) {
          throw new CorruptBundleException(
              url + " has more than " + Channel.MAX_BYTES + " bytes; it is no channel", null);
        }
      }
    }
    try {
      return Utf8.decode(ByteBuffer.wrap(text.toByteArray()));
    } catch (IllegalArgumentException e) {
      throw new CorruptBundleException(url + " is no channel: " + e.getMessage(), e);
    }
  }

  /** Fetches a file of the channel into a part file and returns how many bytes came. */
  long fetch(FileReference file, File part, LongConsumer progress)
      throws CorruptBundleException, IOException, InterruptedException {
    URL fileUrl = HttpClient.resolve(url, file.url());
    return new Download(http, fileUrl, file, part, progress).fetch();
  }
}
