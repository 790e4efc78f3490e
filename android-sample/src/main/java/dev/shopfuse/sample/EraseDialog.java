package dev.shopfuse.sample;

import android.app.Activity;
import android.app.AlertDialog;
import android.app.Dialog;
import android.app.DialogFragment;
import android.content.Context;
import android.os.Bundle;
import android.widget.Toast;
import org.jspecify.annotations.Nullable;

/** Asks before the history is erased. A fragment: it stays open when the phone is turned. */
public final class EraseDialog extends DialogFragment {
  private static final String TAG = "erase";

  static void show(Activity activity) {
    new EraseDialog().show(activity.getFragmentManager(), TAG);
  }

  @Override
  public Dialog onCreateDialog(@Nullable Bundle saved) {
    return new AlertDialog.Builder(getActivity())
        .setMessage(R.string.erase_question)
        .setNegativeButton(R.string.erase_no, null)
        .setPositiveButton(R.string.erase_yes, (dialog, button) -> erase())
        .create();
  }

  private void erase() {
    Context app = getActivity().getApplicationContext();
    SampleApplication.of(app)
        .recommender()
        .eraseHistory(() -> Toast.makeText(app, R.string.erased, Toast.LENGTH_SHORT).show());
  }
}
