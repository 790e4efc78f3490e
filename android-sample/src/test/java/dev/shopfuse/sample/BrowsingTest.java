package dev.shopfuse.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import android.view.View;
import android.widget.ListView;
import android.widget.TextView;
import java.util.List;
import org.junit.Test;

/** Looking at pages changes the list, in the direction and to the scores of the golden run. */
public class BrowsingTest extends AppTest {
  @Test
  public void list_withoutVisits_isThatOfTheGoldenRun() throws Exception {
    List<String> shown = shownShops(start(MainActivity.class).get());
    assertThat(shown).isEqualTo(new GoldenRun().shops(0).subList(0, 20));
  }

  @Test
  public void list_afterItemVisits_isThatOfTheGoldenRun() throws Exception {
    GoldenRun golden = new GoldenRun();
    look(GoldenRun.ITEMS);
    MainActivity activity = start(MainActivity.class).get();
    assertThat(shownShops(activity)).isEqualTo(golden.shops(1).subList(0, 20));
    ListView list = view(activity, R.id.shops);
    for (int place = 0; place < 20; place++) {
      Recommendation shown = (Recommendation) list.getAdapter().getItem(place);
      assertThat((double) shown.score()).isCloseTo(golden.score(1, place), within(1e-5));
      int rise = golden.shops(0).indexOf(shown.shopId()) - place;
      assertThat(shown.rise()).as(shown.shopId()).isEqualTo(rise);
    }
  }

  @Test
  public void list_afterShopVisitToo_isThatOfTheGoldenRun() throws Exception {
    look(GoldenRun.ITEMS);
    start(ShopActivity.class, GoldenRun.SHOP).pause().stop().destroy();
    look(GoldenRun.LAST_ITEM);
    List<String> shown = shownShops(start(MainActivity.class).get());
    assertThat(shown).isEqualTo(new GoldenRun().shops(2).subList(0, 20));
  }

  @Test
  public void row_afterItemVisits_saysWhyAndHowFarItRose() {
    look(GoldenRun.ITEMS);
    MainActivity activity = start(MainActivity.class).get();
    ListView list = view(activity, R.id.shops);
    View row = list.getAdapter().getView(0, null, list);
    assertThat(Views.<TextView>find(row, R.id.why).getText().toString())
        .matches("\\d+% from items you saw");
    assertThat(Views.<TextView>find(row, R.id.change).getText().toString()).matches("▲ \\d+");
    assertThat(row.getContentDescription().toString()).contains("place 1").contains("up ");
  }

  @Test
  public void mainScreen_openWhileAnItemIsVisited_followsAtOnce() {
    MainActivity activity = start(MainActivity.class).get();
    List<String> before = shownShops(activity);
    look(GoldenRun.ITEMS);
    assertThat(shownShops(activity)).isNotEqualTo(before);
    assertThat(text(activity, R.id.for_you_intro)).contains("3 item visits");
  }
}
