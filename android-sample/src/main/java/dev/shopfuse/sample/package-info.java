/**
 * A sample app: a small marketplace whose shops are ranked on the phone.
 *
 * <p>Start at {@link dev.shopfuse.sample.Recommender}: it logs visits, ranks shops, and is all that
 * an app needs to copy. {@link dev.shopfuse.sample.SampleApplication} wires the parts, {@link
 * dev.shopfuse.sample.MainActivity} shows them. Depends on the runtime SDK and on {@code android.*}
 * alone.
 */
package dev.shopfuse.sample;
