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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Fetches the channel and its files, and has the store remember what was accepted. */
final class ChannelClient {
  /** Well below what the store's state may have: some 500 rotations. */
  private static final int MAX_MEMORY_CHARS = 1 << 18;

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
   */
  Channel fetch() throws BundleException, IOException, InterruptedException {
    String text = fetchText();
    KeyChain keys = store.keys();
    Channel channel = Channel.read(text, keys);
    requireName(channel);
    ChannelMemory seen = store.seen();
    channel.requireFresh(
        seen == null ? ChannelMemory.of(channel) : seen, System.currentTimeMillis());
    store.remember(memory(seen, channel, keys));
    return channel;
  }

  /** The rotations that were followed before stay; a channel can only add to them. */
  private static ChannelMemory memory(@Nullable ChannelMemory seen, Channel channel, KeyChain keys)
      throws UntrustedBundleException {
    List<KeyRotation> followed = new ArrayList<>();
    if (seen != null) {
      followed.addAll(seen.rotations());
    }
    followed.addAll(keys.leading(channel.rotations()));
    ChannelMemory memory = ChannelMemory.of(channel.withRotations(followed));
    if (memory.toJson().length() > MAX_MEMORY_CHARS) {
      throw new UntrustedBundleException(
          "The channel has handed its key over "
              + followed.size()
              + " times, more than a store keeps; pin the present key, and begin a new store",
          null);
    }
    return memory;
  }

  private void requireName(Channel channel) throws BundleException, IOException {
    String inUse = store.files().readState().name;
    String name = store.expectedName() == null ? inUse : store.expectedName();
    if (name != null && !channel.name().equals(name)) {
      throw new UntrustedBundleException(
          "The channel is that of "
              + channel.name()
              + ", this store is for "
              + name
              + "; check the channel's URL",
          null);
    }
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
