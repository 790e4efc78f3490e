/**
 * The channel: static files behind any web server that tell devices which bundle to use.
 *
 * <p>Start at {@link dev.shopfuse.sdk.channel.Channel}, the signed {@code channel.json}. {@link
 * dev.shopfuse.sdk.channel.KeyRotation} hands the channel to another key, {@link
 * dev.shopfuse.sdk.channel.DeltaPatch} turns one bundle into the next.
 *
 * <p>Depends on {@code dev.shopfuse.sdk.bundle}, {@code dev.shopfuse.sdk.sign} and {@code
 * dev.shopfuse.sdk.internal}; opens no connection.
 */
package dev.shopfuse.sdk.channel;
