package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.graphics.Bitmap;
import android.view.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;

/**
 * Every screen by day and by night, in large letters, from right to left, in Chinese, and turned.
 */
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

  @Test
  public void screens_inLandscape_lookAsApproved() {
    checkAll("en-w640dp-h360dp-land-mdpi", 1, "land");
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
    Screenshots.fixMeasurements(main);
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

  @Test
  public void comparison_ofTwoScreens_seesTheDifference() {
    Activity main = start(MainActivity.class).get();
    Bitmap picture = Screenshots.draw(main.getWindow());
    assertThat(Screenshots.difference(picture, Screenshots.draw(main.getWindow()))).isZero();
    Activity item = start(ItemActivity.class, "i00005").get();
    assertThat(Screenshots.difference(picture, Screenshots.draw(item.getWindow())))
        .isGreaterThan(0.5);
  }

  @Test
  public void comparison_ofAScreenThatLostALine_seesTheDifference() {
    RuntimeEnvironment.setQualifiers("en-" + PHONE);
    Activity main = start(MainActivity.class).get();
    Bitmap picture = Screenshots.draw(main.getWindow());
    Views.<View>find(main, R.id.for_you_intro).setVisibility(View.INVISIBLE);
    assertThat(Screenshots.difference(picture, Screenshots.draw(main.getWindow())))
        .isGreaterThan(0.1);
  }
}
