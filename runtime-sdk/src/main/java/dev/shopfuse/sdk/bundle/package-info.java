/**
 * The bundle: one file that holds everything a device needs to rank.
 *
 * <p>Start at {@link dev.shopfuse.sdk.bundle.Bundle} to read one and at {@link
 * dev.shopfuse.sdk.bundle.BundleContents} to write one; {@link
 * dev.shopfuse.sdk.bundle.BundleFormat} tells the layout, byte by byte.
 *
 * <p>Digests and checksums here guard against damage: cut downloads, bad flash, a byte changed.
 * They do not guard against intent, since whoever changes a file can change its digests too; that
 * takes a signature.
 *
 * <p>Depends on {@code dev.shopfuse.sdk.feature} and {@code dev.shopfuse.sdk.internal}; makes no
 * native call.
 */
package dev.shopfuse.sdk.bundle;
