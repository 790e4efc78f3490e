package dev.shopfuse.benchmarks;

import java.util.List;

/**
 * What is trained at each vocabulary; {@code training/peer.py} has the same sizes. All are plain
 * towers with one item sample and one negative a side. Shared candidates, dot products and match
 * counts, which shipped configurations have, are not compared.
 */
enum TrainingSize {
  /** Wide towers, large batches: matrix products decide. */
  LARGE(16, 0, 4_096, 100, 256, 128, 64),

  /** Width, dropout, batch and layers of a configuration that names none. */
  DEFAULT(32, 0.2, 256, 2_500, 128, 64, 32),

  /**
   * Width, batch and layers of the configuration shipped for The Complete Journey: tables decide.
   */
  SHIPPED(64, 0, 128, 5_000, 32, 16);

  final int width;
  final double dropout;
  final int batch;
  final int warmUpSteps;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change.
  final List<Integer> hidden;

  TrainingSize(int width, double dropout, int batch, int warmUpSteps, Integer... hidden) {
    this.width = width;
    this.dropout = dropout;
    this.batch = batch;
    this.warmUpSteps = warmUpSteps;
    this.hidden = List.of(hidden);
  }
}
