package dev.shopfuse.training.network;

/**
 * What a {@link LogitLoss} compares the logits of a batch with, one cell a row. Not copied.
 *
 * @param labels 1 for a visit, 0 for none
 * @param corrections what losses over groups subtract from a logit; empty for nothing
 * @param weights the weight of each row
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; large.
public record LossTargets(float[] labels, float[] corrections, float[] weights) {}
