/**
 * Parts shared by the SDK's own packages: strict JSON reading, strict UTF-8, a compact string
 * index.
 *
 * <p>Not API: it may change with every version, and nothing outside the SDK may use it. Depends on
 * the JSON reader only.
 */
package dev.shopfuse.sdk.internal;
