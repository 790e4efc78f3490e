package dev.shopfuse.benchmarks;

import java.util.List;

/** What is trained at each vocabulary; {@code training/peer.py} has the same sizes. */
enum TrainingSize {
  /** Wide towers, large batches: matrix products decide. */
  LARGE(16, 4_096, 100, 256, 128, 64),

  /** What a configuration that names no sizes trains. */
  DEFAULT(32, 256, 2_500, 128, 64, 32),

  /** As the configuration shipped for The Complete Journey: tables decide. */
  SHIPPED(64, 128, 5_000, 32, 16);

  final int width;
  final int batch;
  final int warmUpSteps;

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change.
  final List<Integer> hidden;

  TrainingSize(int width, int batch, int warmUpSteps, Integer... hidden) {
    this.width = width;
    this.batch = batch;
    this.warmUpSteps = warmUpSteps;
    this.hidden = List.of(hidden);
  }
}
