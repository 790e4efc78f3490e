/**
 * A sample app: a small marketplace whose shops are ranked on the phone.
 *
 * <p>Start at {@link dev.shopfuse.sample.Recommender}: it logs visits and ranks shops. An app of
 * your own needs it with {@link dev.shopfuse.sample.Worker}, {@link
 * dev.shopfuse.sample.VisitDatabase}, {@link dev.shopfuse.sample.Models}, {@link
 * dev.shopfuse.sample.Installed} and {@link dev.shopfuse.sample.AppBundle}; for updates also {@link
 * dev.shopfuse.sample.Updates} and {@link dev.shopfuse.sample.UpdateJobService}. {@link
 * dev.shopfuse.sample.SampleApplication} wires the parts, {@link dev.shopfuse.sample.MainActivity}
 * shows them. Depends on the runtime SDK and on {@code android.*} alone.
 */
package dev.shopfuse.sample;
