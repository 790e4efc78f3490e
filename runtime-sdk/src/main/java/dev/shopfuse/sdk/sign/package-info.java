/**
 * Keys: making them, reading and writing them as PEM.
 *
 * <p>Start at {@link dev.shopfuse.sdk.sign.SigningKey} for the side that signs, at {@link
 * dev.shopfuse.sdk.sign.PublicKeys} for the side that verifies. Everything is ECDSA with SHA-256
 * over P-256.
 *
 * <p>Depends on {@code dev.shopfuse.sdk.internal}.
 */
package dev.shopfuse.sdk.sign;
