/**
 * Bundles on the device: keeping them, fetching newer ones, changing them under load.
 *
 * <p>Start at {@link dev.shopfuse.sdk.store.ModelStore}, a directory that always has a model that
 * was good; {@link dev.shopfuse.sdk.store.ModelUpdater} brings it up to date with a channel; {@link
 * dev.shopfuse.sdk.store.LiveRanker} ranks with whatever model is current.
 *
 * <p>Depends on {@code dev.shopfuse.sdk} and all its other packages. The updater is the only part
 * of the SDK that opens connections, and only to the channel it is given.
 */
package dev.shopfuse.sdk.store;
