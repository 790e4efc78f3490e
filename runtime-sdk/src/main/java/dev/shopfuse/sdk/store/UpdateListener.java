package dev.shopfuse.sdk.store;

/** Told how an update goes, in the thread that updates. */
public interface UpdateListener {
  /** A listener that does nothing. */
  UpdateListener NONE = (state, doneBytes, totalBytes) -> {};

  /**
   * Called when the state changes, and now and then while bytes arrive.
   *
   * @param state what is going on
   * @param doneBytes how many bytes of the download are here, those of an earlier try included
   * @param totalBytes how many bytes the download has; 0 while nothing is downloaded
   */
  void onProgress(UpdateState state, long doneBytes, long totalBytes);
}
