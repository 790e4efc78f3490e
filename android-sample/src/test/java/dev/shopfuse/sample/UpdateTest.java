package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.view.View;
import dev.shopfuse.sdk.sign.SigningKey;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;

/** Newer models come, good and bad. */
public class UpdateTest extends UpdatingTest {
  @Test
  public void check_newerModel_isUsedAtOnce() throws Exception {
    update(2);
    MainActivity activity = start(MainActivity.class).get();
    assertThat(text(activity, R.id.model_origin)).isEqualTo("an update");
    assertThat(text(activity, R.id.update_message)).isEqualTo("Model 2 is installed.");
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
  }

  @Test
  public void check_noNewerModel_saysSo() throws Exception {
    publish(new TestPublisher().bundle(1, TestPublisher.KEY), 1);
    assertKept("The model is up to date.");
  }

  @Test
  public void check_modelNotRolledOutYet_saysSo() throws Exception {
    byte[] bundle = new TestPublisher().bundle(2, TestPublisher.KEY);
    server.publish(bundle, TestPublisher.channel(bundle, 2, 0, "0.1.0"));
    assertKept("There is a newer model. It comes to this phone later.");
  }

  @Test
  public void check_modelForANewerSdk_saysSo() throws Exception {
    byte[] bundle = new TestPublisher().bundle(2, TestPublisher.KEY);
    server.publish(bundle, TestPublisher.channel(bundle, 2, 100, "99.0.0"));
    assertKept("There is a newer model. It needs a newer version of this app.");
  }

  private static void assertKept(String message) {
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(text(activity, R.id.update_message)).isEqualTo(message);
  }

  @Test
  public void check_modelOfAStranger_isRefusedAndTheOldOneStays() throws Exception {
    publish(new TestPublisher().bundle(2, SigningKey.generate()), 2);
    assertRefused();
  }

  @Test
  public void check_modelThatScoresOtherwiseThanPromised_isRefusedAndTheOldOneStays()
      throws Exception {
    publish(new TestPublisher().brokenBundle(2), 2);
    assertRefused();
  }

  @Test
  public void check_downloadDamaged_isRefusedAndTheOldOneStays() throws Exception {
    publish(new TestPublisher().bundle(2, TestPublisher.KEY), 2);
    server.bundle()[200_000] ^= 1;
    assertRefused();
  }

  private static void assertRefused() throws Exception {
    assertKept("The new model failed its checks and was refused. The one in use stays.");
    MainActivity again = startAgain();
    assertThat(shownShops(again)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
    assertThat(text(again, R.id.model_version)).isEqualTo("1");
    assertThat(isVisible(again, R.id.notice)).isFalse();
  }

  @Test
  public void check_serverGone_saysSoAndRanksOn() {
    server.close();
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.update_message))
        .isEqualTo("No update: the server cannot be reached.");
    assertThat(shownShops(activity)).hasSize(20);
  }

  @Test
  public void check_underWay_canNotBeAskedForAgain() throws Exception {
    publish(new TestPublisher().bundle(1, TestPublisher.KEY), 1);
    CountDownLatch answer = new CountDownLatch(1);
    server.hold(answer);
    MainActivity activity = start(MainActivity.class).get();
    View button = view(activity, R.id.check_updates);
    button.performClick();
    server.awaitRequest();
    assertThat(button.isEnabled()).isFalse();
    assertThat(text(activity, R.id.check_updates)).isEqualTo("Checking…");
    answer.countDown();
    settle();
    assertThat(button.isEnabled()).isTrue();
    assertThat(text(activity, R.id.check_updates)).isEqualTo("Check for an update");
  }
}
