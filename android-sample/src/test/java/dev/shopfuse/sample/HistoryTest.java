package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.AlertDialog;
import android.content.DialogInterface;
import android.database.sqlite.SQLiteDatabase;
import android.view.View;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.Visit;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.Test;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.shadows.ShadowAlertDialog;

/** What is kept of the user, and how it is forgotten. */
public class HistoryTest extends AppTest {
  @Test
  public void erase_confirmed_forgetsEveryVisit() throws Exception {
    look(GoldenRun.ITEMS);
    MainActivity activity = start(MainActivity.class).get();
    erase(activity, DialogInterface.BUTTON_POSITIVE);
    assertThat(shownShops(activity)).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
    assertThat(visitsKept(Page.ITEM)).isZero();
    assertThat(bytesOnDisk()).doesNotContain(GoldenRun.ITEMS);
  }

  @Test
  public void erase_notConfirmed_keepsEveryVisit() {
    look(GoldenRun.ITEMS);
    MainActivity activity = start(MainActivity.class).get();
    erase(activity, DialogInterface.BUTTON_NEGATIVE);
    assertThat(visitsKept(Page.ITEM)).isEqualTo(3);
    assertThat(bytesOnDisk()).contains(GoldenRun.ITEMS);
  }

  @Test
  public void erase_phoneTurnedBeforeTheAnswer_stillAsks() {
    look(GoldenRun.ITEMS);
    ActivityController<MainActivity> controller = start(MainActivity.class);
    ask(controller.get());
    AlertDialog first = ShadowAlertDialog.getLatestAlertDialog();
    controller.recreate();
    settle();
    assertThat(first.isShowing()).isFalse();
    answer(DialogInterface.BUTTON_POSITIVE);
    assertThat(visitsKept(Page.ITEM)).isZero();
  }

  @Test
  public void visits_ofANewerAppThanThisOne_beginAfresh() {
    look(GoldenRun.ITEMS);
    settle();
    app().onTerminate();
    Worker newerApp = new Worker("newer app");
    on(newerApp, HistoryTest::raiseSchema);
    newerApp.finish();
    app().onCreate();
    assertThat(visitsKept(Page.ITEM)).isZero();
    look(GoldenRun.LAST_ITEM);
    assertThat(visitsKept(Page.ITEM)).isEqualTo(1);
  }

  private static int raiseSchema() {
    String file = app().getDatabasePath("visits.db").getPath();
    try (SQLiteDatabase database =
        SQLiteDatabase.openDatabase(file, null, SQLiteDatabase.OPEN_READWRITE)) {
      database.setVersion(2);
      return database.getVersion();
    }
  }

  @Test
  public void visits_tenThousand_onlyTheNewestAreKept() {
    for (int i = 0; i < 10_000; i++) {
      String id = "i%05d".formatted(i % 400 + 1);
      app().recommender().record(i % 20 == 19 ? Visit.toShop("s0001", i) : Visit.toItem(id, i));
    }
    settle();
    assertThat(visitsKept(Page.ITEM)).isEqualTo(VisitDatabase.MAX_ITEM_VISITS);
    assertThat(visitsKept(Page.SHOP)).isEqualTo(VisitDatabase.MAX_SHOP_VISITS);
    List<Visit> newest = withVisits(visits -> visits.recent(Page.ITEM, 2));
    assertThat(newest).extracting(Visit::timeMillis).containsExactly(9_997L, 9_998L);
    MainActivity activity = start(MainActivity.class).get();
    assertThat(shownShops(activity)).hasSize(20);
    assertThat(text(activity, R.id.for_you_intro)).contains("2000 item visits");
  }

  private static void erase(MainActivity activity, int button) {
    ask(activity);
    answer(button);
  }

  private static void ask(MainActivity activity) {
    Views.<View>find(activity, R.id.erase).performClick();
    settle();
  }

  private static void answer(int button) {
    AlertDialog dialog = ShadowAlertDialog.getLatestAlertDialog();
    assertThat(dialog.isShowing()).isTrue();
    dialog.getButton(button).performClick();
    settle();
  }

  /** Returns the text of all files of the database; it holds ids as they are. */
  private static String bytesOnDisk() {
    return onWorker(
        () -> {
          StringBuilder text = new StringBuilder();
          for (File file : app().getDatabasePath("visits.db").getParentFile().listFiles()) {
            text.append(Files.readString(file.toPath(), StandardCharsets.ISO_8859_1));
          }
          return text.toString();
        });
  }
}
