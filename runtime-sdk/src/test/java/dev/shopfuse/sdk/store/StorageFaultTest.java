package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A full disk and a read-only one. */
@Timeout(60)
class StorageFaultTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final BundleTrust TRUST = BundleTrust.pinned(KEY.publicKey());

  @TempDir Path folder;

  private File bundle(long version) throws IOException {
    byte[] bytes = SampleBundle.signedLarge("sample", version, KEY);
    return Files.write(folder.resolve(version + ".shopfuse"), bytes).toFile();
  }

  private static void assertOpens(ModelStore store, long version) throws Exception {
    try (ShopRanker ranker = store.openRanker()) {
      assertThat(ranker.manifest().version()).isEqualTo(version);
    }
  }

  @Test
  void diskFull_installAndUpdate_sayItAndKeepTheModelInUse() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "2800k");
        TestServer server = new TestServer()) {
      ModelStore store = ModelStore.open(disk.directory().resolve("store").toFile(), TRUST);
      store.install(bundle(1));
      store.install(bundle(2));
      assertThatThrownBy(() -> store.install(bundle(3)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("The model in use is untouched");
      assertOpens(store, 2);
      TestChannel channel = new TestChannel(server, KEY);
      channel.publish(channel.release(3, SampleBundle.signedLarge("sample", 3, KEY)));
      ModelUpdater updater = ModelUpdater.of(store, server.url("channel.json"));
      assertThatThrownBy(updater::update)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("No space left on device");
      assertOpens(store, 2);
      assertThat(disk.directory().resolve("store/incoming")).isEmptyDirectory();
      assertThat(store.rollback().version()).isEqualTo(1);
      store.prune();
      assertThat(updater.update().model().version()).isEqualTo(3);
      assertOpens(store, 3);
    }
  }

  @Test
  void readOnly_store_stillOpensAndSaysWhyItCannotChange() throws Exception {
    try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "8m");
        TestServer server = new TestServer()) {
      ModelStore store = ModelStore.open(disk.directory().resolve("store").toFile(), TRUST);
      store.install(bundle(1));
      store.install(bundle(2));
      disk.makeReadOnly();
      assertOpens(store, 2);
      new TestChannel(server, KEY).publish(3);
      assertThatThrownBy(() -> store.install(bundle(3)))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Read-only file system");
      assertThatThrownBy(() -> ModelUpdater.of(store, server.url("channel.json")).update())
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("Read-only file system");
      assertOpens(store, 2);
      try (LiveRanker live = LiveRanker.follow(store)) {
        assertThat(live.refresh()).isFalse();
      }
    }
  }
}
