package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.view.View;
import dev.shopfuse.sdk.sign.SigningKey;
import org.junit.Before;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowAlertDialog;

/** What users see seldom: the first start, questions, and things that went wrong. */
public class StateScreenshotTest extends UpdatingTest {
  @Before
  public void choosePhone() {
    RuntimeEnvironment.setQualifiers("en-w360dp-h640dp-mdpi");
  }

  private static void assertLooksAsApproved(MainActivity activity, String name) {
    assertThat(Screenshots.problems(activity, name)).isEmpty();
  }

  @Test
  public void list_atTheFirstStart_looksAsApproved() {
    assertLooksAsApproved(start(MainActivity.class).get(), "first_start");
  }

  @Test
  public void screens_withoutAModel_lookAsApproved() {
    start(MainActivity.class);
    pretendItEndedTheProcessTwice(current().sha256());
    MainActivity activity = startAgain();
    assertLooksAsApproved(activity, "no_model");
  }

  @Test
  public void model_afterARefusal_looksAsApproved() throws Exception {
    publish(new TestPublisher().bundle(2, SigningKey.generate()), 2);
    MainActivity activity = openAndCheckForUpdate();
    openModel(activity);
    Screenshots.fixMeasurements(activity);
    assertLooksAsApproved(activity, "refused");
  }

  @Test
  public void question_beforeErasing_looksAsApproved() {
    MainActivity activity = start(MainActivity.class).get();
    Views.<View>find(activity, R.id.erase).performClick();
    settle();
    assertThat(Screenshots.problems(ShadowAlertDialog.getLatestAlertDialog().getWindow(), "erase"))
        .isEmpty();
  }

  private static void openModel(MainActivity activity) {
    Views.<View>find(activity, R.id.tab_model).performClick();
    settle();
  }
}
