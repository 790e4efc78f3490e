package dev.shopfuse.sdk.bundle;

import java.io.IOException;

/**
 * A bundle somebody keeps, who wants to know whether loading it ends well: native code can take the
 * process down, and then only what was noted before is left.
 *
 * <p>{@code ShopRanker.open} calls {@link #open}, {@link #loading}, and then {@link #survived}, and
 * {@link #refused} if the bundle cannot be used; all in one thread.
 */
public interface BundleSource {
  /** Opens the bundle and makes every check that needs no native code. */
  Bundle open() throws BundleException, IOException;

  /** Called before native code sees the bundle. */
  void loading() throws IOException;

  /** Called when native code has returned, with a model that is proven or with a refusal. */
  void survived();

  /** Called when the bundle cannot be used, by {@link #open} or by the engine. */
  void refused(BundleException reason) throws IOException;
}
