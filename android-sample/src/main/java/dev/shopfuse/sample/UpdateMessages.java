package dev.shopfuse.sample;

import android.content.Context;

/** Says in the user's language how the last look for a newer model ended. */
final class UpdateMessages {
  private UpdateMessages() {}

  /** Returns the message. */
  static String of(Context context, UpdateStatus update) {
    if (update.outcome() == UpdateStatus.Outcome.INSTALLED) {
      String version = new Labels(context).plain(update.version());
      return context.getString(R.string.update_installed, version);
    }
    return context.getString(text(update.outcome()));
  }

  private static int text(UpdateStatus.Outcome outcome) {
    switch (outcome) {
      case NEVER:
        return R.string.never;
      case INSTALLED:
        return R.string.update_installed;
      case CURRENT:
        return R.string.update_current;
      case NOT_YET:
        return R.string.update_not_yet;
      case APP_TOO_OLD:
        return R.string.update_app_too_old;
      case GIVEN_UP:
        return R.string.update_given_up;
      case REFUSED:
        return R.string.update_refused;
      case FAILED:
        return R.string.update_failed;
      case NO_ROOM:
        return R.string.update_no_room;
      case STOPPED:
        return R.string.update_stopped;
      case NO_CHANNEL:
        return R.string.update_no_channel;
    }
    throw new IllegalStateException("There is no message for " + outcome);
  }
}
