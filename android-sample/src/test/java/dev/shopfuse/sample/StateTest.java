package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import android.widget.AbsListView;
import dev.shopfuse.sdk.Page;
import java.util.List;
import org.junit.Test;
import org.robolectric.Robolectric;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ActivityController;

/** Turning the phone and losing the process lose nothing. */
public class StateTest extends AppTest {
  /** Turns the phone to landscape. */
  private static void turn(ActivityController<?> controller) {
    RuntimeEnvironment.setQualifiers("+w740dp-h360dp-land");
    controller.recreate();
    settle();
  }

  @Test
  public void rotation_onTheModelScreen_staysThere() {
    ActivityController<MainActivity> controller = start(MainActivity.class);
    Views.<View>find(controller.get(), R.id.tab_model).performClick();
    turn(controller);
    assertThat(Views.<View>find(controller.get(), R.id.tab_model).isSelected()).isTrue();
    assertThat(text(controller.get(), R.id.model_name)).isEqualTo(AppBundle.NAME);
  }

  @Test
  public void rotation_ofAnItemPage_isNoSecondVisit() {
    ActivityController<ItemActivity> controller = start(ItemActivity.class, "i00003");
    turn(controller);
    assertThat(visitsKept(Page.ITEM)).isEqualTo(1);
    assertThat(text(controller.get(), R.id.name)).isNotEmpty();
  }

  @Test
  public void processDeath_afterVisits_keepsListAndScreen() {
    look(GoldenRun.ITEMS);
    ActivityController<MainActivity> before = start(MainActivity.class);
    Views.<View>find(before.get(), R.id.tab_browse).performClick();
    List<String> shown = shownShops(before.get());
    Bundle saved = new Bundle();
    before.saveInstanceState(saved).pause().stop().destroy();

    restartProcess();
    MainActivity after = Robolectric.buildActivity(MainActivity.class).setup(saved).get();
    settle();
    assertThat(shownShops(after)).isEqualTo(shown);
    assertThat(Views.<View>find(after, R.id.tab_browse).isSelected()).isTrue();
    assertThat(visitsKept(Page.ITEM)).isEqualTo(3);
  }

  @Test
  public void processDeath_scrolledDown_staysThere() {
    ActivityController<MainActivity> before = start(MainActivity.class);
    scroll(before.get(), R.id.shops);
    Views.<View>find(before.get(), R.id.tab_browse).performClick();
    scroll(before.get(), R.id.items);
    Bundle saved = new Bundle();
    before.saveInstanceState(saved).pause().stop().destroy();

    restartProcess();
    MainActivity after = Robolectric.buildActivity(MainActivity.class).setup(saved).get();
    settle();
    assertThat(Views.<AbsListView>find(after, R.id.items).getFirstVisiblePosition()).isEqualTo(8);
    Views.<View>find(after, R.id.tab_for_you).performClick();
    settle();
    assertThat(Views.<AbsListView>find(after, R.id.shops).getFirstVisiblePosition()).isEqualTo(8);
  }

  private static void scroll(Activity activity, int list) {
    Views.<AbsListView>find(activity, list).setSelection(8);
    settle();
  }

  @Test
  public void processDeath_onAnItemPage_isNoSecondVisit() {
    ActivityController<ItemActivity> before = start(ItemActivity.class, "i00003");
    Bundle saved = new Bundle();
    before.saveInstanceState(saved).pause().stop().destroy();
    restartProcess();
    ItemActivity after =
        Robolectric.buildActivity(ItemActivity.class, before.getIntent()).setup(saved).get();
    settle();
    assertThat(text(after, R.id.name)).isNotEmpty();
    assertThat(visitsKept(Page.ITEM)).isEqualTo(1);
  }
}
