/** Ranks shops offline. Start at {@code ShopRanker}. */
package dev.shopfuse.sdk;
