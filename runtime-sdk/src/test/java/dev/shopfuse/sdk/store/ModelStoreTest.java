package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.bundle.CorruptBundleException;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.bundle.MissingBundleException;
import dev.shopfuse.sdk.bundle.OutdatedBundleException;
import dev.shopfuse.sdk.bundle.UntrustedBundleException;
import dev.shopfuse.sdk.sign.SigningKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final SigningKey KEY = SigningKey.generate();
  private static final BundleTrust TRUST = BundleTrust.pinned(KEY.publicKey());

  @TempDir Path folder;
  private Path directory;
  private ModelStore store;

  @BeforeEach
  void openStore() {
    directory = folder.resolve("store");
    store = ModelStore.open(directory.toFile(), TRUST);
  }

  private File file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("some.shopfuse"), bytes).toFile();
  }

  private File bundle(long version) throws IOException {
    return file(SampleBundle.signed("sample", version, KEY));
  }

  private List<String> storedModels() throws IOException {
    try (Stream<Path> models = Files.list(directory.resolve("models"))) {
      return models.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void current_emptyStore_saysSo() throws Exception {
    assertThat(store.isEmpty()).isTrue();
    assertThat(store.previous()).isNull();
    assertThatThrownBy(() -> store.current())
        .isInstanceOf(MissingBundleException.class)
        .hasMessageContaining("is empty");
    assertThatThrownBy(() -> store.rollback()).isInstanceOf(MissingBundleException.class);
    assertThat(directory).doesNotExist();
  }

  @Test
  void install_twoVersions_keepsBoth() throws Exception {
    assertThat(store.install(bundle(1)).version()).isEqualTo(1);
    assertThat(store.install(bundle(2)).version()).isEqualTo(2);
    ModelStore again = ModelStore.open(directory.toFile(), TRUST);
    assertThat(again.current().version()).isEqualTo(2);
    assertThat(again.previous().version()).isEqualTo(1);
    try (ShopRanker ranker = ShopRanker.open(again.current())) {
      assertThat(ranker.manifest().version()).isEqualTo(2);
    }
  }

  @Test
  void installAndOpen_threadInterrupted_workAndLeaveTheFlag() throws Exception {
    File first = bundle(1);
    Thread.currentThread().interrupt();
    try {
      store.install(first);
      store.openRanker().close();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void install_thirdVersion_deletesTheFirst() throws Exception {
    String first = store.install(bundle(1)).sha256();
    store.install(bundle(2));
    store.install(bundle(3));
    assertThat(storedModels())
        .hasSize(2)
        .doesNotContain(first)
        .contains(store.current().sha256(), store.previous().sha256());
  }

  @Test
  void install_sameBundleTwice_changesNothing() throws Exception {
    byte[] bytes = SampleBundle.signed("sample", 1, KEY);
    store.install(file(bytes));
    assertThat(store.install(file(bytes)).version()).isEqualTo(1);
    assertThat(store.previous()).isNull();
  }

  @Test
  void install_bundleInUseWhoseFileIsDamagedOrGone_repairsIt() throws Exception {
    byte[] bytes = SampleBundle.signed("sample", 1, KEY);
    Path stored = store.install(file(bytes)).file().toPath();
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(stored, damaged);
    assertThat(store.install(file(bytes)).version()).isEqualTo(1);
    assertThat(stored).hasBinaryContent(bytes);
    Files.delete(stored);
    store.install(file(bytes));
    try (ShopRanker ranker = ShopRanker.open(store.current())) {
      assertThat(ranker.manifest().version()).isEqualTo(1);
    }
    assertThat(directory.resolve("install.part")).doesNotExist();
  }

  @Test
  void install_olderOrEqualVersion_isRefused() throws Exception {
    store.install(bundle(2));
    for (long version : new long[] {1, 2}) {
      assertThatThrownBy(() -> store.install(bundle(version)))
          .isInstanceOf(OutdatedBundleException.class)
          .hasMessageContaining("the model in use has 2");
    }
    assertThat(storedModels()).contains(store.current().sha256());
    assertThat(store.current().version()).isEqualTo(2);
  }

  /** An app installs the bundle it brings along at every start, after updates too. */
  @Test
  void install_previousModelAgain_isRefusedAndStaysThePreviousOne() throws Exception {
    byte[] first = SampleBundle.signed("sample", 1, KEY);
    store.install(file(first));
    store.install(bundle(2));
    assertThatThrownBy(() -> store.install(file(first)))
        .isInstanceOf(OutdatedBundleException.class);
    assertThat(store.previous().file()).hasBinaryContent(first);
    assertThat(store.rollback().version()).isEqualTo(1);
    store.openRanker().close();
  }

  @Test
  void install_otherSigner_isRefused() throws Exception {
    byte[] foreign = SampleBundle.signed("sample", 1, SigningKey.generate());
    assertThatThrownBy(() -> store.install(file(foreign)))
        .isInstanceOf(UntrustedBundleException.class);
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void install_otherModel_isRefused() throws Exception {
    store.install(bundle(1));
    byte[] other = SampleBundle.signed("other", 2, KEY);
    assertThatThrownBy(() -> store.install(file(other)))
        .isInstanceOf(UntrustedBundleException.class)
        .hasMessageContaining("that of other, this store is for sample");
    ModelStore named = ModelStore.open(folder.resolve("named").toFile(), TRUST, "other");
    assertThatThrownBy(() -> named.install(bundle(1))).isInstanceOf(UntrustedBundleException.class);
    assertThat(named.install(file(other)).version()).isEqualTo(2);
  }

  @Test
  void install_bundleThisDeviceCannotProve_keepsTheModelInUse() throws Exception {
    store.install(bundle(1));
    assertThatThrownBy(() -> store.install(file(SampleBundle.signedUnprovable("sample", 2, KEY))))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("Golden case");
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void install_truncatedBundle_keepsTheModelInUse() throws Exception {
    store.install(bundle(1));
    byte[] bytes = SampleBundle.signed("sample", 2, KEY);
    assertThatThrownBy(() -> store.install(file(Arrays.copyOf(bytes, bytes.length / 2))))
        .isInstanceOf(CorruptBundleException.class);
    assertThat(store.current().version()).isEqualTo(1);
    assertThat(directory.resolve("install.part")).doesNotExist();
  }

  @Test
  void rollback_afterTwoInstalls_givesTheFirstAndForgetsTheSecond() throws Exception {
    store.install(bundle(1));
    byte[] second = SampleBundle.signed("sample", 2, KEY);
    store.install(file(second));
    assertThat(store.rollback().version()).isEqualTo(1);
    assertThat(store.previous()).isNull();
    assertThatThrownBy(() -> store.install(file(second)))
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("given up");
    assertThat(store.install(bundle(3)).version()).isEqualTo(3);
    assertThat(store.previous().version()).isEqualTo(1);
  }

  @Test
  void openRanker_currentModelRotten_givesThePreviousAndKeepsToIt() throws Exception {
    store.install(bundle(1));
    File current = store.install(bundle(2)).file();
    byte[] bytes = Files.readAllBytes(current.toPath());
    bytes[bytes.length / 2] ^= 1;
    Files.write(current.toPath(), bytes);
    try (ShopRanker ranker = store.openRanker()) {
      assertThat(ranker.manifest().version()).isEqualTo(1);
    }
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void install_modelThatWasLeftSinceItsFileWasDamaged_isInUseAgain() throws Exception {
    store.install(bundle(1));
    byte[] bytes = SampleBundle.signed("sample", 2, KEY);
    File current = store.install(file(bytes)).file();
    Files.write(current.toPath(), new byte[] {1, 2, 3});
    store.openRanker().close();
    assertThat(store.current().version()).isEqualTo(1);
    assertThat(store.install(file(bytes)).version()).isEqualTo(2);
    store.openRanker().close();
    assertThat(store.current().version()).isEqualTo(2);
    assertThat(store.previous().version()).isEqualTo(1);
  }

  @Test
  void openRanker_currentModelGone_givesThePrevious() throws Exception {
    store.install(bundle(1));
    Files.delete(store.install(bundle(2)).file().toPath());
    try (ShopRanker ranker = store.openRanker()) {
      assertThat(ranker.manifest().version()).isEqualTo(1);
    }
  }

  private void crashWhileLoading(StoredModel model) throws IOException {
    model.loading();
    // The process ends here: the count stays, and the operating system releases the lock.
    byte[] count = Files.readAllBytes(store.files().crashes(model.sha256()).toPath());
    model.survived();
    Files.write(store.files().crashes(model.sha256()).toPath(), count);
  }

  @Test
  void current_onceAndTwiceCrashed_isKeptAndGivenUp() throws Exception {
    store.install(bundle(1));
    StoredModel second = store.install(bundle(2));
    crashWhileLoading(second);
    assertThat(store.current().version()).isEqualTo(2);
    crashWhileLoading(second);
    assertThat(store.current().version()).isEqualTo(1);
    assertThat(store.current().version()).isEqualTo(1);
  }

  @Test
  void current_crashedOnceThenLoaded_startsCountingAgain() throws Exception {
    store.install(bundle(1));
    StoredModel second = store.install(bundle(2));
    crashWhileLoading(second);
    store.openRanker().close();
    crashWhileLoading(second);
    assertThat(store.current().version()).isEqualTo(2);
  }

  @Test
  void current_onlyModelTwiceCrashed_isRefusedOnceAndTriedAgain() throws Exception {
    StoredModel only = store.install(bundle(1));
    crashWhileLoading(only);
    crashWhileLoading(only);
    assertThatThrownBy(() -> store.current())
        .isInstanceOf(IncompatibleBundleException.class)
        .hasMessageContaining("no previous one");
    assertThat(store.current().version()).isEqualTo(1);
    crashWhileLoading(only);
    assertThatThrownBy(() -> store.current()).isInstanceOf(IncompatibleBundleException.class);
  }

  @Test
  void prune_leftovers_deletesThemAndKeepsTheModels() throws Exception {
    store.install(bundle(1));
    store.install(bundle(2));
    Files.createDirectories(directory.resolve("models/abandoned"));
    Files.write(directory.resolve("models/abandoned/model.shopfuse"), new byte[9]);
    Files.write(directory.resolve("install.part"), new byte[9]);
    store.prune();
    assertThat(storedModels()).hasSize(2).doesNotContain("abandoned");
    assertThat(directory.resolve("install.part")).doesNotExist();
  }

  @Test
  void current_pointerSetAside_isReadFromThere() throws Exception {
    store.install(bundle(1));
    Files.move(directory.resolve("store.json"), directory.resolve("store.json.old"));
    assertThat(store.current().version()).isEqualTo(1);
    store.install(bundle(2));
    assertThat(store.current().version()).isEqualTo(2);
  }

  @Test
  void current_pointerDamaged_namesFileAndRemedy() throws Exception {
    store.install(bundle(1));
    Files.writeString(directory.resolve("store.json"), "{");
    assertThatThrownBy(() -> store.current())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store.json is damaged")
        .hasMessageContaining("delete the store");
  }
}
