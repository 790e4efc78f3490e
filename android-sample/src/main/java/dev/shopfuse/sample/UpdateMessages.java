package dev.shopfuse.sample;

import android.content.Context;

/** Says in the user's language how the last look for a newer model ended. */
final class UpdateMessages {
  private UpdateMessages() {}

  /**
   * Returns the message.
   *
   * @param model the one in use now
   */
  static String of(Context context, UpdateStatus update, ModelStatus model) {
    String version = String.valueOf(model.version());
    switch (update.outcome()) {
      case INSTALLED:
        return context.getString(R.string.update_installed, version);
      case CURRENT:
        return context.getString(R.string.update_current);
      case REFUSED:
        return context.getString(R.string.update_refused, version, update.detail());
      case FAILED:
        return context.getString(R.string.update_failed, update.detail());
      case NO_CHANNEL:
        return context.getString(R.string.update_no_channel);
      case NEVER:
        return context.getString(R.string.never);
    }
    throw new IllegalStateException("There is no message for " + update.outcome());
  }
}
