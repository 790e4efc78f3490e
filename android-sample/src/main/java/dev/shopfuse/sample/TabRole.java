package dev.shopfuse.sample;

import android.view.View;
import android.view.accessibility.AccessibilityNodeInfo;

/** Has a screen reader say that something is a tab, which Android has no view for. */
final class TabRole extends View.AccessibilityDelegate {
  /** The key that Android's own libraries write the role under. */
  static final String KEY = "AccessibilityNodeInfo.roleDescription";

  @Override
  public void onInitializeAccessibilityNodeInfo(View host, AccessibilityNodeInfo info) {
    super.onInitializeAccessibilityNodeInfo(host, info);
    info.getExtras().putCharSequence(KEY, host.getResources().getString(R.string.tab));
  }
}
