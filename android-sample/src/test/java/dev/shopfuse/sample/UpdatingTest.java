package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.view.View;
import dev.shopfuse.sdk.store.StoredModel;
import java.io.File;
import java.nio.file.Files;
import org.junit.After;
import org.junit.Before;
import org.robolectric.annotation.Config;

/** What tests share in which newer models come, good and bad, from a server of this machine. */
@Config(application = UpdatingApplication.class)
public abstract class UpdatingTest extends AppTest {
  ModelServer server;

  @Before
  public final void startServer() throws Exception {
    server = new ModelServer();
    UpdatingApplication.follow(server.channelUrl());
    restartProcess();
  }

  @After
  public final void stopServer() {
    server.close();
  }

  final void publish(byte[] bundle, long version) throws Exception {
    server.publish(bundle, TestPublisher.channel(bundle, version));
  }

  /** Has a good newer version come into use. */
  final void update(long version) throws Exception {
    publish(new TestPublisher().bundle(version, TestPublisher.KEY), version);
    assertThat(text(openAndCheckForUpdate(), R.id.model_version))
        .isEqualTo(String.valueOf(version));
  }

  static MainActivity openAndCheckForUpdate() {
    MainActivity activity = start(MainActivity.class).get();
    Views.<View>find(activity, R.id.check_updates).performClick();
    settle();
    return activity;
  }

  /** Ends the process, starts another, and opens the app there. */
  static MainActivity startAgain() {
    restartProcess();
    return start(MainActivity.class).get();
  }

  static StoredModel current() {
    return onWorker(() -> app().models().store().current());
  }

  static void damage(StoredModel model) {
    onWorker(
        () -> {
          byte[] bytes = Files.readAllBytes(model.file().toPath());
          bytes[bytes.length / 2] ^= 1;
          return Files.write(model.file().toPath(), bytes);
        });
  }

  /** Leaves what a model leaves that has twice ended the process while it was loaded. */
  static void pretendItEndedTheProcessTwice(String sha256) {
    File counter = new File(storeDirectory(), "models/" + sha256 + "/crashes");
    onWorker(
        () -> {
          Files.createDirectories(counter.getParentFile().toPath());
          return Files.writeString(counter.toPath(), "xx");
        });
  }

  static File storeDirectory() {
    return new File(app().getNoBackupFilesDir(), "models");
  }
}
