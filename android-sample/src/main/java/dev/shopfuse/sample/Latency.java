package dev.shopfuse.sample;

import java.util.Arrays;

/** How long the last rankings took, the user's history read and explained. Immutable. */
final class Latency {
  private static final int KEPT = 50;

  private final long[] nanos;

  private Latency(long[] nanos) {
    this.nanos = nanos;
  }

  static Latency none() {
    return new Latency(new long[0]);
  }

  /** Returns these measurements and one more; the oldest is dropped beyond fifty. */
  Latency and(long measured) {
    int from = nanos.length == KEPT ? 1 : 0;
    long[] more = Arrays.copyOfRange(nanos, from, nanos.length + 1);
    more[more.length - 1] = measured;
    return new Latency(more);
  }

  int count() {
    return nanos.length;
  }

  double lastMillis() {
    return count() == 0 ? 0 : nanos[count() - 1] / 1e6;
  }

  double medianMillis() {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return count() == 0 ? 0 : sorted[count() / 2] / 1e6;
  }
}
