package dev.shopfuse.sample;

import android.app.Activity;
import android.text.format.DateUtils;
import android.view.View;
import android.widget.Button;
import android.widget.TextView;

/** Which model ranks, how fast, and what is kept of the user. For the main thread alone. */
final class ModelScreen {
  private final Activity activity;
  private final View screen;
  private final Labels labels;

  ModelScreen(Activity activity, View screen) {
    this.activity = activity;
    this.screen = screen;
    this.labels = new Labels(activity);
    screen
        .findViewById(R.id.check_updates)
        .setOnClickListener(
            view -> {
              SampleApplication.of(activity).checkForUpdate(() -> {});
              showChecking();
            });
    screen.findViewById(R.id.erase).setOnClickListener(view -> EraseDialog.show(activity));
  }

  void show(Recommendations recommendations) {
    ModelStatus model = recommendations.model();
    showModel(model);
    showUpdate(recommendations.update());
    showChecking();
    showSpeed(recommendations.latency(), model);
    set(
        R.id.visits_kept,
        activity.getString(
            R.string.visits_kept_value,
            labels.count(recommendations.itemVisits() + recommendations.shopVisits()),
            labels.count(VisitDatabase.MAX_ITEM_VISITS + VisitDatabase.MAX_SHOP_VISITS)));
  }

  private void showModel(ModelStatus model) {
    String none = activity.getString(R.string.none);
    set(R.id.model_name, model.isInUse() ? model.name() : none);
    set(R.id.model_version, model.isInUse() ? labels.plain(model.version()) : none);
    int origin = model.isOfApp() ? R.string.origin_app : R.string.origin_update;
    set(R.id.model_origin, model.isInUse() ? activity.getString(origin) : none);
    TextView problem = Views.find(screen, R.id.model_problem);
    problem.setVisibility(model.problem() == null ? View.GONE : View.VISIBLE);
    problem.setText(ModelMessages.of(activity, model));
  }

  private void showSpeed(Latency latency, ModelStatus model) {
    String none = activity.getString(R.string.none);
    boolean isMeasured = latency.count() > 0;
    set(R.id.latency_last, isMeasured ? labels.millis(latency.lastMillis()) : none);
    set(R.id.latency_median, isMeasured ? labels.millis(latency.medianMillis()) : none);
    set(R.id.latency_median_label, activity.getString(R.string.latency_median, latency.count()));
    set(R.id.latency_open, model.isInUse() ? labels.millis(model.openMillis()) : none);
  }

  /** While one look is under way, another one would only wait for it. */
  private void showChecking() {
    boolean checking = SampleApplication.of(activity).isCheckingForUpdate();
    Button button = Views.find(screen, R.id.check_updates);
    button.setEnabled(!checking);
    button.setText(checking ? R.string.checking_updates : R.string.check_updates);
  }

  private void showUpdate(UpdateStatus update) {
    boolean never = update.outcome() == UpdateStatus.Outcome.NEVER;
    set(R.id.last_update, never ? activity.getString(R.string.never) : time(update));
    TextView message = Views.find(screen, R.id.update_message);
    message.setVisibility(never ? View.GONE : View.VISIBLE);
    message.setText(UpdateMessages.of(activity, update));
  }

  private String time(UpdateStatus update) {
    return DateUtils.formatDateTime(
        activity,
        update.timeMillis(),
        DateUtils.FORMAT_SHOW_DATE | DateUtils.FORMAT_SHOW_TIME | DateUtils.FORMAT_ABBREV_ALL);
  }

  private void set(int id, String text) {
    TextView view = Views.find(screen, id);
    view.setText(text);
  }
}
