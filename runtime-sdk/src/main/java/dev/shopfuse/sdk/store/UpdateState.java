package dev.shopfuse.sdk.store;

/** What an update is doing. Immutable. */
public enum UpdateState {
  /** Asking the channel what there is. */
  CHECKING,
  /** Fetching the difference to the model in use. */
  DOWNLOADING_DELTA,
  /** Making the new bundle from the one in use and the difference. */
  APPLYING_DELTA,
  /** Fetching the whole bundle. */
  DOWNLOADING_BUNDLE,
  /** Checking the bundle, proving its golden vectors, bringing it into use. */
  INSTALLING
}
