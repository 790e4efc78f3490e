package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shopfuse.sdk.store.StoredModel;
import java.io.File;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.Test;

/** Models fail on the phone: the best of those that do not is used, and the user is told. */
public class FallbackTest extends UpdatingTest {
  private static void assertUses(MainActivity activity, int version) throws Exception {
    assertThat(text(activity, R.id.model_version)).isEqualTo(String.valueOf(version));
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
  }

  private static void assertStandsIn(MainActivity activity, int version, int missed)
      throws Exception {
    assertUses(activity, version);
    assertThat(isVisible(activity, R.id.notice)).isTrue();
    assertThat(text(activity, R.id.notice))
        .isEqualTo(
            "Model %d cannot be used on this phone. The last good one, %d, is used."
                .formatted(missed, version));
  }

  @Test
  public void start_updateInUse_keepsTheModelBefore() throws Exception {
    update(2);
    assertUses(startAgain(), 2);
    StoredModel before = onWorker(() -> app().models().store().previous());
    assertThat(before.version()).isEqualTo(1);
    assertThat(before.file()).exists();
  }

  @Test
  public void start_updateDamagedOnDisk_fallsBackToTheUpdateBefore() throws Exception {
    update(2);
    update(3);
    damage(current());
    assertStandsIn(startAgain(), 2, 3);
  }

  @Test
  public void start_firstUpdateDamagedOnDisk_fallsBackToTheAppsOwn() throws Exception {
    update(2);
    damage(current());
    MainActivity activity = startAgain();
    assertStandsIn(activity, 1, 2);
    assertThat(text(activity, R.id.model_origin)).isEqualTo("this app");
    assertThat(current().version()).isEqualTo(1);
  }

  @Test
  public void start_onlyModelDamagedOnDisk_isRepaired() throws Exception {
    start(MainActivity.class);
    damage(current());
    MainActivity activity = startAgain();
    assertUses(activity, 1);
    assertThat(isVisible(activity, R.id.notice)).isFalse();
  }

  @Test
  public void start_updateEndedTheProcessTwice_fallsBackAndGoesOnSayingSo() throws Exception {
    update(2);
    pretendItEndedTheProcessTwice(current().sha256());
    assertStandsIn(startAgain(), 1, 2);
    assertStandsIn(startAgain(), 1, 2);
    update(3);
    assertThat(isVisible(start(MainActivity.class).get(), R.id.notice)).isFalse();
  }

  @Test
  public void start_appsNewerModelEndedTheProcessTwice_usesTheUpdate() throws Exception {
    update(2);
    byte[] newer = new TestPublisher().bundle(3, TestPublisher.KEY);
    UpdatingApplication.bringAlong(newer);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(newer);
    pretendItEndedTheProcessTwice(HexFormat.of().formatHex(digest));
    assertStandsIn(startAgain(), 2, 3);
  }

  @Test
  public void start_onlyModelEndedTheProcessTwice_isLeftOutOnce() throws Exception {
    start(MainActivity.class);
    pretendItEndedTheProcessTwice(current().sha256());
    MainActivity activity = startAgain();
    assertThat(shownShops(activity)).isEmpty();
    assertThat(text(activity, R.id.for_you_intro)).startsWith("Shops cannot be ranked");
    assertThat(text(activity, R.id.notice)).startsWith("The model does not run on this phone.");
    assertThat(text(activity, R.id.model_version)).isEqualTo("–");
    assertThat(text(activity, R.id.model_origin)).isEqualTo("–");
    assertUses(startAgain(), 1);
  }

  @Test
  public void start_storeDamaged_beginsAfreshAndUpdatesAgain() throws Exception {
    update(2);
    onWorker(() -> Files.writeString(new File(storeDirectory(), "store.json").toPath(), "{"));
    assertStandsIn(startAgain(), 1, 2);
    update(2);
    assertThat(isVisible(start(MainActivity.class).get(), R.id.notice)).isFalse();
  }

  @Test
  public void start_noRoomToUnpackTheAppsModel_usesTheUpdate() throws Exception {
    update(2);
    fillTheCache();
    MainActivity activity = startAgain();
    assertUses(activity, 2);
    assertThat(isVisible(activity, R.id.notice)).isFalse();
  }

  @Test
  public void start_noRoomForAnyModel_saysSo() {
    fillTheCache();
    MainActivity activity = startAgain();
    assertThat(shownShops(activity)).isEmpty();
    assertThat(text(activity, R.id.notice)).startsWith("The model cannot be stored.");
    assertThat(text(activity, R.id.model_problem)).isEqualTo(text(activity, R.id.notice));
  }

  /** A file cannot be written where a folder is. */
  private static void fillTheCache() {
    assertThat(onWorker(() -> new File(app().getCacheDir(), "market.shopfuse").mkdirs())).isTrue();
  }

  @Test
  public void start_storeNotWritable_usesTheAppsOwnOutsideIt() throws Exception {
    onWorker(() -> Files.writeString(storeDirectory().toPath(), "A file is no folder."));
    MainActivity activity = startAgain();
    assertUses(activity, 1);
    assertThat(text(activity, R.id.notice)).startsWith("No model can be kept on this phone.");
  }

  @Test
  public void ranking_updateScoresNoNumber_isGivenUpForTheModelBefore() throws Exception {
    publish(new TestPublisher().bundleOfAnItemWithoutNumbers(2), 2);
    assertThat(text(openAndCheckForUpdate(), R.id.model_version)).isEqualTo("2");
    look(TestPublisher.ITEM_WITHOUT_NUMBERS);
    MainActivity activity = openAndCheckForUpdate();
    assertThat(text(activity, R.id.model_version)).isEqualTo("1");
    assertThat(shownShops(activity)).hasSize(20);
    assertThat(isVisible(activity, R.id.notice)).isTrue();
    assertThat(text(activity, R.id.update_message)).startsWith("The newest model did not work");
  }
}
