package dev.shopfuse.sdk.store;

import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that nothing is installed in, and a server whose channel it follows. */
@Timeout(60)
abstract class UpdaterFixture {
  static final SigningKey KEY = SigningKey.generate();

  @TempDir Path folder;
  TestServer server;
  TestChannel channel;
  ModelStore store;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer();
    channel = new TestChannel(server, KEY);
    store = openStore();
  }

  ModelStore openStore() {
    return ModelStore.open(
        folder.resolve("store").toFile(), BundleTrust.pinned(KEY.publicKey()), "sample");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  ModelUpdater updater() {
    return updater(1_000);
  }

  ModelUpdater updater(int readTimeoutMillis) {
    return ModelUpdater.builder(store, server.url("channel.json"))
        .connectTimeoutMillis(5_000)
        .readTimeoutMillis(readTimeoutMillis)
        .build();
  }

  /** Returns how often the bundle of a version was asked for. */
  long bundleRequests(long version) {
    String file = version + ".shopfuse";
    return server.requests().stream().filter(request -> request.contains(file)).count();
  }
}
