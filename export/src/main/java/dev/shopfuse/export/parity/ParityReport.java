package dev.shopfuse.export.parity;

/**
 * What a parity check has seen. Immutable.
 *
 * @param maxAbsDifference the greatest difference of two scores of a shop
 * @param requests how many requests were scored by both
 * @param shopsScored how many scores were compared
 * @param exactOrders in how many requests the order was the same without calling any shops tied
 */
public record ParityReport(
    double maxAbsDifference, int requests, long shopsScored, int exactOrders) {

  static final ParityReport EMPTY = new ParityReport(0, 0, 0, 0);

  ParityReport plus(ParityReport other) {
    return new ParityReport(
        Math.max(maxAbsDifference, other.maxAbsDifference),
        requests + other.requests,
        shopsScored + other.shopsScored,
        exactOrders + other.exactOrders);
  }
}
