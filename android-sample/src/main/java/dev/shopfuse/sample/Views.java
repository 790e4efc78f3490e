package dev.shopfuse.sample;

import android.app.Activity;
import android.view.View;

/** Finds views without a cast at each call: Android does so itself from API 26 on. */
final class Views {
  private Views() {}

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As in Android itself.
  static <T extends View> T find(View parent, int id) {
    return (T) parent.findViewById(id);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T extends View> T find(Activity activity, int id) {
    return find(activity.getWindow().getDecorView(), id);
  }
}
