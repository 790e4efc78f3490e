package dev.shopfuse.sample;

import android.app.Activity;
import android.content.res.Resources;
import android.view.View;
import android.widget.ListView;
import android.widget.TextView;
import org.jspecify.annotations.Nullable;

/** The ranked list. For the main thread alone. */
final class ForYouScreen {
  private final Activity activity;
  private final TextView intro;
  private final TextView notice;
  private final ListView list;
  private @Nullable ShopRows rows;
  private @Nullable Recommendations waiting;

  ForYouScreen(Activity activity, View screen) {
    this.activity = activity;
    intro = Views.find(screen, R.id.for_you_intro);
    notice = Views.find(screen, R.id.notice);
    list = Views.find(screen, R.id.shops);
  }

  /** Names the shops from now on. */
  void open(Marketplace marketplace) {
    rows = new ShopRows(activity, marketplace);
    list.setAdapter(rows);
    list.setOnItemClickListener(
        (parent, view, position, id) ->
            ShopActivity.open(
                activity, ((Recommendation) parent.getItemAtPosition(position)).shopId()));
    if (waiting != null) {
      show(waiting);
    }
  }

  void show(Recommendations recommendations) {
    if (rows == null) {
      waiting = recommendations;
      return;
    }
    ModelStatus model = recommendations.model();
    intro.setText(intro(model.isInUse(), recommendations.itemVisits()));
    notice.setVisibility(model.problem() == null ? View.GONE : View.VISIBLE);
    notice.setText(ModelMessages.of(activity, model));
    rows.show(recommendations.shops());
  }

  private String intro(boolean isRanked, int visits) {
    Resources resources = activity.getResources();
    if (!isRanked) {
      return resources.getString(R.string.for_you_intro_unranked);
    }
    return visits == 0
        ? resources.getString(R.string.for_you_intro_empty)
        : resources.getString(
            R.string.for_you_intro,
            resources.getQuantityString(R.plurals.visit_count, visits, visits));
  }
}
