package dev.shopfuse.sample;

import android.app.Activity;
import android.app.AlertDialog;
import android.text.format.DateUtils;
import android.view.View;
import android.widget.TextView;
import android.widget.Toast;
import java.text.NumberFormat;

/** Which model ranks, how fast, and what is kept of the user. For the main thread alone. */
final class ModelScreen {
  private final Activity activity;
  private final View screen;

  ModelScreen(Activity activity, View screen) {
    this.activity = activity;
    this.screen = screen;
    screen
        .findViewById(R.id.check_updates)
        .setOnClickListener(view -> SampleApplication.of(activity).checkForUpdate(() -> {}));
    screen.findViewById(R.id.erase).setOnClickListener(view -> askToErase());
  }

  void show(Recommendations recommendations) {
    ModelStatus model = recommendations.model();
    set(R.id.model_name, model.name());
    set(R.id.model_version, String.valueOf(model.version()));
    set(
        R.id.model_origin,
        activity.getString(model.isOfApp() ? R.string.origin_app : R.string.origin_update));
    showUpdate(recommendations.update(), model);
    Latency latency = recommendations.latency();
    set(R.id.latency_last, millis(latency.lastMillis()));
    set(R.id.latency_median, millis(latency.medianMillis()));
    set(R.id.latency_median_label, activity.getString(R.string.latency_median, latency.count()));
    set(R.id.latency_open, millis(model.openMillis()));
    set(
        R.id.visits_kept,
        activity.getString(
            R.string.visits_kept_value,
            number(recommendations.itemVisits() + recommendations.shopVisits()),
            number(VisitDatabase.MAX_ITEM_VISITS + VisitDatabase.MAX_SHOP_VISITS)));
  }

  private void showUpdate(UpdateStatus update, ModelStatus model) {
    boolean never = update.outcome() == UpdateStatus.Outcome.NEVER;
    set(R.id.last_update, never ? activity.getString(R.string.never) : time(update));
    TextView message = Views.find(screen, R.id.update_message);
    message.setVisibility(never ? View.GONE : View.VISIBLE);
    message.setText(UpdateMessages.of(activity, update, model));
  }

  private String time(UpdateStatus update) {
    return DateUtils.formatDateTime(
        activity,
        update.timeMillis(),
        DateUtils.FORMAT_SHOW_DATE | DateUtils.FORMAT_SHOW_TIME | DateUtils.FORMAT_ABBREV_ALL);
  }

  private void askToErase() {
    new AlertDialog.Builder(activity)
        .setMessage(R.string.erase_question)
        .setNegativeButton(R.string.erase_no, null)
        .setPositiveButton(R.string.erase_yes, (dialog, button) -> erase())
        .show();
  }

  private void erase() {
    SampleApplication.of(activity)
        .recommender()
        .eraseHistory(
            () ->
                Toast.makeText(
                        activity.getApplicationContext(), R.string.erased, Toast.LENGTH_SHORT)
                    .show());
  }

  private String millis(double millis) {
    NumberFormat format = NumberFormat.getInstance();
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return activity.getString(R.string.millis, format.format(millis));
  }

  private static String number(int value) {
    return NumberFormat.getIntegerInstance().format(value);
  }

  private void set(int id, String text) {
    TextView view = Views.find(screen, id);
    view.setText(text);
  }
}
