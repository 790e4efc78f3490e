/**
 * The file that is shipped.
 *
 * <p>Start at {@link dev.shopfuse.export.bundle.BundleExporter}: serving graph, parity check,
 * golden vectors, bundle, proof with the SDK, and only then the file's name. The format itself is
 * the SDK's ({@code dev.shopfuse.sdk.bundle}). May depend on all other packages of export.
 */
package dev.shopfuse.export.bundle;
