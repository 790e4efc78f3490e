package dev.shopfuse.sdk.store;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;

/** Collects the settings of a {@link ModelUpdater}. Not thread-safe; one per thread. */
public final class ModelUpdaterBuilder {
  private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;

  final ModelStore store;
  final URL channelUrl;
  UpdateListener listener = UpdateListener.NONE;
  private int connectTimeoutMillis = DEFAULT_TIMEOUT_MILLIS;
  private int readTimeoutMillis = DEFAULT_TIMEOUT_MILLIS;

  ModelUpdaterBuilder(ModelStore store, String channelUrl) {
    this.store = store;
    this.channelUrl = parse(channelUrl);
  }

  private static URL parse(String text) {
    try {
      URL url = new URL(text);
      HttpClient.requireHttp(url);
      return url;
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(
          "The channel's URL is \"" + text + "\"; give one such as https://host/channel.json", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Sets who is told how an update goes; default: nobody. */
  public ModelUpdaterBuilder listener(UpdateListener updateListener) {
    listener = updateListener;
    return this;
  }

  /** Sets how long to wait for a connection; default: 30 s. */
  public ModelUpdaterBuilder connectTimeoutMillis(int millis) {
    connectTimeoutMillis = check(millis);
    return this;
  }

  /** Sets how long to wait for the next bytes, a kilobyte at least; default: 30 s. */
  public ModelUpdaterBuilder readTimeoutMillis(int millis) {
    readTimeoutMillis = check(millis);
    return this;
  }

  private static int check(int millis) {
    if (millis < 1) {
      throw new IllegalArgumentException("A timeout is " + millis + " ms; it starts at 1");
    }
    return millis;
  }

  HttpClient http() {
    return new HttpClient(connectTimeoutMillis, readTimeoutMillis);
  }

  /** Returns the updater. */
  public ModelUpdater build() {
    return new ModelUpdater(this);
  }
}
