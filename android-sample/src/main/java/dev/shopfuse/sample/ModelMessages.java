package dev.shopfuse.sample;

import android.content.Context;

/** Says in the user's language why the best model is not in use. */
final class ModelMessages {
  private ModelMessages() {}

  /** Returns the message; empty if all is well. */
  static String of(Context context, ModelStatus model) {
    ModelProblem problem = model.problem();
    if (problem == null) {
      return "";
    }
    Labels labels = new Labels(context);
    switch (problem) {
      case FELL_BACK:
        return context.getString(
            R.string.fallback, labels.plain(model.missed()), labels.plain(model.version()));
      case STORE_UNUSABLE:
        return context.getString(R.string.store_unusable, labels.plain(model.version()));
      case DOES_NOT_RUN:
        return context.getString(R.string.no_model_runs);
      case EXPIRED:
        return context.getString(R.string.no_model_expired);
      case ENGINE:
        return context.getString(R.string.no_model_engine);
      case DAMAGED:
        return context.getString(R.string.no_model_damaged);
      case STORAGE:
        return context.getString(R.string.no_model_storage);
    }
    throw new IllegalStateException("There is no message for " + problem);
  }
}
