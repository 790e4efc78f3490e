package dev.shopfuse.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.SampleBundle;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.channel.Release;
import dev.shopfuse.sdk.sign.PublicKeys;
import dev.shopfuse.sdk.sign.SigningKey;
import dev.shopfuse.sdk.store.TestServer.Manner;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that updates from a hostile server (SIGKILL, at random moments), and looks at
 * what it leaves. {@code -Dshopfuse.kills=200} is the long form.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("shopfuse.kills", 10);
  private static final long SEED = Long.getLong("shopfuse.seed", 20_261_125L);
  private static final int LONGEST_MILLIS = 1_200;
  private static final SigningKey KEY = SigningKey.generate();
  private static final BundleTrust TRUST = BundleTrust.pinned(KEY.publicKey());

  @TempDir Path folder;
  private final AtomicLong version = new AtomicLong(0);
  private final Random random = new Random(SEED);
  private TestServer server;
  private TestChannel channel;
  private String oldChannel;

  @Test
  void kill_atRandomMoments_leavesAGoodModelAndTheNextUpdateSucceeds() throws Exception {
    Path keyFile =
        Files.writeString(folder.resolve("public.pem"), PublicKeys.toPem(KEY.publicKey()));
    File directory = folder.resolve("store").toFile();
    ModelStore store = ModelStore.open(directory, TRUST, "sample");
    Map<String, Integer> leftovers = new TreeMap<>();
    try (TestServer started = new TestServer()) {
      server = started;
      channel = new TestChannel(server, KEY);
      oldChannel = publish();
      update(store);
      publish();
      update(store);
      for (int kill = 0; kill < KILLS; kill++) {
        runAndKill(directory, keyFile);
        count(directory, leftovers);
        assertGood(store, kill);
        server.behave(path -> Manner.GOOD);
        publish();
        assertThat(update(store).model().version())
            .as("kill %d, seed %d", kill, SEED)
            .isEqualTo(version.get());
      }
    }
    System.out.println(
        KILLS + " kills, seed " + SEED + ", " + version + " versions; left behind: " + leftovers);
  }

  private synchronized String publish() {
    long next = version.incrementAndGet();
    Release release = channel.release(next, SampleBundle.signedLarge("sample", next, KEY));
    return channel.publish(release);
  }

  private UpdateResult update(ModelStore store) throws Exception {
    return ModelUpdater.builder(store, server.url("channel.json")).build().update();
  }

  /** Runs the process while versions come out and the server does what it likes; then kills it. */
  private void runAndKill(File directory, Path keyFile) throws Exception {
    server.behave(path -> Manner.GOOD);
    ChildJvm child =
        ChildJvm.start(
            UpdateLoop.class, directory.toString(), server.url("channel.json"), keyFile.toString());
    server.behave(this::anyManner);
    long killNanos = System.nanoTime() + random.nextInt(LONGEST_MILLIS) * 1_000_000L;
    while (System.nanoTime() < killNanos) {
      publish();
      Thread.sleep(Math.max(0, Math.min(150, (killNanos - System.nanoTime()) / 1_000_000)));
    }
    assertThat(child.process().isAlive()).as(() -> "ended by itself: " + child.rest()).isTrue();
    child.process().destroyForcibly().waitFor();
  }

  /** Half of all answers are honest, so that things happen. */
  private synchronized Manner anyManner(String path) {
    if (path.endsWith(".json") && random.nextInt(10) == 0) {
      server.put("channel.json", oldChannel.getBytes(StandardCharsets.UTF_8));
    }
    Manner[] manners = Manner.values();
    return random.nextBoolean() ? Manner.GOOD : manners[random.nextInt(manners.length)];
  }

  private static void count(File directory, Map<String, Integer> leftovers) {
    for (String kind : new String[] {"incoming", "models"}) {
      File[] files = new File(directory, kind).listFiles();
      int present = files == null ? 0 : files.length;
      int expected = kind.equals("models") ? 2 : 0;
      if (present != expected) {
        leftovers.merge(kind, 1, Integer::sum);
      }
    }
    if (new File(directory, "store.json.new").exists()) {
      leftovers.merge("state half-written", 1, Integer::sum);
    }
    File[] models = new File(directory, "models").listFiles();
    for (File model : models == null ? new File[0] : models) {
      if (new File(model, "crashes").exists()) {
        leftovers.merge("killed while loading", 1, Integer::sum);
      }
    }
  }

  private static void assertGood(ModelStore store, int kill) throws Exception {
    try (ShopRanker ranker = store.openRanker()) {
      assertThat(ranker.manifest().name()).as("kill %d, seed %d", kill, SEED).isEqualTo("sample");
    }
    assertThat(store.current().version()).isPositive();
  }
}
