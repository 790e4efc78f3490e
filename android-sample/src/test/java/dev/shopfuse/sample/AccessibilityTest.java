package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.view.View;
import android.view.ViewGroup;
import android.view.accessibility.AccessibilityNodeInfo;
import android.widget.AdapterView;
import android.widget.TextView;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.robolectric.RuntimeEnvironment;

/** Everything that can be touched says what it is and is large enough for a finger. */
public class AccessibilityTest extends AppTest {
  private static final int FINGER_DP = 48;

  @Test
  public void screens_everyTouchable_isDescribedAndLargeEnough() {
    Activity main = start(MainActivity.class).get();
    for (int tab : new int[] {R.id.tab_for_you, R.id.tab_browse, R.id.tab_model}) {
      Views.<View>find(main, tab).performClick();
      settle();
      check(main);
    }
    check(start(ItemActivity.class, "i00003").get());
    check(start(ShopActivity.class, "s0001").get());
  }

  @Test
  public void screens_inLargeLettersToo_areLargeEnough() {
    RuntimeEnvironment.setFontScale(2);
    check(start(MainActivity.class).get());
  }

  @Test
  public void tabs_sayThatTheyAreTabsAndWhichIsSelected() {
    Activity main = start(MainActivity.class).get();
    for (int tab : new int[] {R.id.tab_for_you, R.id.tab_browse, R.id.tab_model}) {
      AccessibilityNodeInfo node = Views.<View>find(main, tab).createAccessibilityNodeInfo();
      assertThat(node.getExtras().getCharSequence(TabRole.KEY).toString()).isEqualTo("tab");
      assertThat(node.isSelected()).isEqualTo(tab == R.id.tab_for_you);
    }
  }

  private static void check(Activity activity) {
    List<View> touchable = new ArrayList<>();
    collect(activity.getWindow().getDecorView(), touchable);
    assertThat(touchable).isNotEmpty();
    float density = activity.getResources().getDisplayMetrics().density;
    for (View view : touchable) {
      assertThat(describes(view)).as("%s in %s", view, activity).isTrue();
      assertThat(view.getHeight() / density)
          .as("height of %s", view)
          .isGreaterThanOrEqualTo(FINGER_DP);
      assertThat(view.getWidth() / density)
          .as("width of %s", view)
          .isGreaterThanOrEqualTo(FINGER_DP);
    }
  }

  /** Rows and tiles are touched through their list. */
  private static void collect(View view, List<View> touchable) {
    if (!view.isShown()) {
      return;
    }
    boolean isRow = view.getParent() instanceof AdapterView;
    boolean isButton = view.isClickable() && !(view instanceof AdapterView);
    if (isRow || isButton) {
      touchable.add(view);
    }
    if (view instanceof ViewGroup group) {
      for (int i = 0; i < group.getChildCount(); i++) {
        collect(group.getChildAt(i), touchable);
      }
    }
  }

  private static boolean describes(View view) {
    boolean text = view instanceof TextView label && label.getText().length() > 0;
    return text || view.getContentDescription() != null;
  }
}
