/**
 * The publishing end of a channel.
 *
 * <p>Start at {@link dev.shopfuse.export.channel.ChannelPublisher}. What it writes is read by
 * {@code dev.shopfuse.sdk.channel} on the device; the format is documented there.
 *
 * <p>Depends on the SDK and on {@code dev.shopfuse.export.bundle}, for writing files whole.
 */
package dev.shopfuse.export.channel;
