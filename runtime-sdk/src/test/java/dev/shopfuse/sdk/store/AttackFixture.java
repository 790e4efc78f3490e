package dev.shopfuse.sdk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.bundle.BundleException;
import dev.shopfuse.sdk.channel.Channel;
import dev.shopfuse.sdk.store.TestServer.Manner;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A store with one model, whose channel is attacked. After each attack the model in use is still in
 * use, and an honest update succeeds.
 */
abstract class AttackFixture extends UpdaterFixture {
  @BeforeEach
  void installTheFirstModel() throws Exception {
    channel.publish(1);
    update();
  }

  @AfterEach
  void theModelInUseStaysAndAnHonestUpdateSucceeds() throws Exception {
    assertThat(store.current().version()).isLessThan(50);
    store.openRanker().close();
    if (Files.exists(folder.resolve("handed over"))) {
      return;
    }
    server.behave(path -> Manner.GOOD);
    channel.publish(50);
    assertThat(update().model().version()).isEqualTo(50);
  }

  /** Updates, and waits less long than users do for a server that says nothing. */
  UpdateResult update() throws BundleException, IOException, InterruptedException {
    return updater(400).update();
  }

  void serve(String channelText) {
    server.put(Channel.FILE_NAME, channelText.getBytes(UTF_8));
  }
}
