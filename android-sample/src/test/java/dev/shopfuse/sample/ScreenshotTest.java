package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.view.View;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;

/** Every screen by day and by night, in large letters, from right to left, and in Chinese. */
public class ScreenshotTest extends AppTest {
  private static final String PHONE = "w360dp-h640dp-mdpi";

  @Test
  public void screens_byDay_lookAsApproved() {
    checkAll("en-w360dp-h640dp-hdpi", 1, "light"); // The README shows two of these.
  }

  @Test
  public void screens_byNight_lookAsApproved() {
    checkAll("en-w360dp-h640dp-night-mdpi", 1, "dark");
  }

  @Test
  public void screens_inLargeLetters_lookAsApproved() {
    checkAll("en-" + PHONE, 1.5f, "large");
  }

  @Test
  public void screens_fromRightToLeft_lookAsApproved() {
    checkAll("ar-ldrtl-" + PHONE, 1, "rtl");
  }

  @Test
  public void screens_inChinese_lookAsApproved() {
    checkAll("zh-rCN-" + PHONE, 1, "zh");
  }

  private static void checkAll(String qualifiers, float fontScale, String name) {
    RuntimeEnvironment.setQualifiers(qualifiers);
    RuntimeEnvironment.setFontScale(fontScale);
    look("i00003", "i00011", "i00019");
    Activity main = start(MainActivity.class).get();
    List<String> problems = new ArrayList<>(Screenshots.problems(main, "for_you_" + name));
    press(main, R.id.tab_browse);
    problems.addAll(Screenshots.problems(main, "browse_" + name));
    press(main, R.id.tab_model);
    fixMeasurements(main);
    problems.addAll(Screenshots.problems(main, "model_" + name));
    Activity item = start(ItemActivity.class, "i00005").get();
    problems.addAll(Screenshots.problems(item, "item_" + name));
    Activity shop = start(ShopActivity.class, "s0035").get();
    problems.addAll(Screenshots.problems(shop, "shop_" + name));
    assertThat(problems).isEmpty();
  }

  private static void press(Activity activity, int id) {
    Views.<View>find(activity, id).performClick();
    settle();
  }

  /** What differs from run to run cannot be compared. */
  private static void fixMeasurements(Activity main) {
    for (int id : new int[] {R.id.latency_last, R.id.latency_median, R.id.latency_open}) {
      Views.<TextView>find(main, id).setText("1.5 ms");
    }
    settle();
  }

  @Test
  public void comparison_ofTwoScreens_seesTheDifference() {
    Activity main = start(MainActivity.class).get();
    assertThat(Screenshots.difference(main, main)).isZero();
    assertThat(Screenshots.difference(main, start(ItemActivity.class, "i00005").get()))
        .isGreaterThan(0.05);
  }
}
