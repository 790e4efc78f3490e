package dev.shopfuse.sample;

import android.app.Activity;
import android.os.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * An activity whose contents come after it was created. Lists forget where they were scrolled to if
 * they are told before they have rows; so it is told when the contents are there.
 */
abstract class RestoringActivity extends Activity {
  private boolean hasContents;
  private @Nullable Bundle unrestored;

  /** To be called whenever the screen has been filled. */
  final void onContents() {
    hasContents = true;
    restore();
  }

  @Override
  protected final void onRestoreInstanceState(Bundle saved) {
    unrestored = saved;
    restore();
  }

  private void restore() {
    Bundle saved = unrestored;
    if (hasContents && saved != null) {
      unrestored = null;
      super.onRestoreInstanceState(saved);
    }
  }
}
