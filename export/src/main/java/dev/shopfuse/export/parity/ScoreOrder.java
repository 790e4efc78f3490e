package dev.shopfuse.export.parity;

import dev.shopfuse.sdk.feature.Catalogue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The order of the same shops by two lists of scores, highest first, ties by id. Immutable. */
final class ScoreOrder {
  private final Catalogue catalogue;
  private final int[] shops;
  private final float[] expected;
  private final int[] expectedOrder;
  private final int[] actualOrder;

  ScoreOrder(Catalogue catalogue, int[] shops, float[] expected, float[] actual) {
    this.catalogue = catalogue;
    this.shops = shops;
    this.expected = expected;
    this.expectedOrder = order(expected);
    this.actualOrder = order(actual);
  }

  private int[] order(float[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -scores[i])
                .thenComparing(i -> catalogue.id(shops[i])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns whether both orders are the same, position by position. */
  boolean isExact() {
    return Arrays.equals(expectedOrder, actualOrder);
  }

  /**
   * Refuses an order in which a shop follows one that the model scores clearly lower.
   *
   * @throws ParityException naming the two shops
   */
  void check(int request) {
    int lowest = actualOrder.length == 0 ? 0 : actualOrder[0];
    for (int shop : actualOrder) {
      if (expected[shop] - expected[lowest] > ParityCheck.TIE) {
        throw new ParityException(
            "Request %d: the ONNX graph ranks shop %s above shop %s, the model scores them %s and %s."
                .formatted(request, id(lowest), id(shop), expected[lowest], expected[shop]));
      }
      if (expected[shop] < expected[lowest]) {
        lowest = shop;
      }
    }
  }

  private String id(int position) {
    return catalogue.id(shops[position]);
  }
}
