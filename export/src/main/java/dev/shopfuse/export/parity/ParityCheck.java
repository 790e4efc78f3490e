package dev.shopfuse.export.parity;

import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.ShopScoring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Compares the scores of a model in DL4J with those of its graph in ONNX Runtime. Immutable; as
 * little thread-safe as the model.
 *
 * <p>Scores may differ by {@link #MAX_DIFFERENCE}, and the order must be the same: by score, then
 * by id. Shops whose scores the model itself has within {@link #TIE} of each other are ties: the
 * two engines add up float32 numbers in different orders, and differ by that much where nothing is
 * wrong.
 */
public final class ParityCheck {
  /** How far two scores of a shop may be apart. */
  public static final double MAX_DIFFERENCE = 1e-5;

  /** How close scores must be to count as equal in the order. */
  public static final double TIE = 1e-6;

  /** The most shops scored for one request; of larger catalogues a sample is. */
  static final int MAX_SHOPS = 10_000;

  /** DL4J scores this many requests at once. */
  private static final int REQUESTS_AT_ONCE = 64;

  private static final long SEED = 20_13;

  private final ServedModel served;
  private final int[] shops;

  /** Prepares for one model. */
  public ParityCheck(ServedModel served) {
    this.served = served;
    this.shops = shops(served.shops());
  }

  private static int[] shops(Catalogue catalogue) {
    List<Integer> all =
        new ArrayList<>(IntStream.range(Catalogue.FIRST, catalogue.size()).boxed().toList());
    if (all.size() > MAX_SHOPS) {
      Collections.shuffle(all, new Random(SEED));
    }
    return all.stream().limit(MAX_SHOPS).mapToInt(Integer::intValue).sorted().toArray();
  }

  /**
   * Scores requests with both and compares.
   *
   * @param graph the serving graph of the model
   * @param requests what was known of the users, at least one
   * @throws ParityException if scores or orders differ, or a score is not finite
   */
  public ParityReport check(OnnxGraph graph, List<SampleRequest> requests) {
    requireAny(requests);
    Catalogue all = served.model().shops();
    ShopScoring scoring =
        served.model().scoring(IntStream.of(shops).map(shop -> all.index(id(shop))).toArray());
    ParityReport report = ParityReport.EMPTY;
    try (GraphScorer scorer = new GraphScorer(served, graph)) {
      for (int from = 0; from < requests.size(); from += REQUESTS_AT_ONCE) {
        List<SampleRequest> part =
            requests.subList(from, Math.min(requests.size(), from + REQUESTS_AT_ONCE));
        float[][] expected =
            scoring.score(part.stream().map(each -> each.reference(served)).toList());
        for (int i = 0; i < part.size(); i++) {
          float[] actual = scorer.score(part.get(i).context(served), shops);
          report = report.plus(compare(from + i, expected[i], actual));
        }
      }
    }
    return report;
  }

  /**
   * Compares a graph with rounded tables with what it must compute and with what it is made of.
   *
   * @param stored the graph as it is stored
   * @param rounded the same graph, the rounded numbers in float tables
   * @param exact the same graph, the numbers as trained
   * @throws ParityException if the first two scores of a shop differ by more than {@link
   *     #MAX_DIFFERENCE}
   */
  public RoundingReport checkRounding(
      OnnxGraph stored, OnnxGraph rounded, OnnxGraph exact, List<SampleRequest> requests) {
    requireAny(requests);
    double engine = 0;
    double rounding = 0;
    try (GraphScorer ofStored = new GraphScorer(served, stored);
        GraphScorer ofRounded = new GraphScorer(served, rounded);
        GraphScorer ofExact = new GraphScorer(served, exact)) {
      for (int i = 0; i < requests.size(); i++) {
        UserContext context = requests.get(i).context(served);
        float[] scores = ofStored.score(context, shops);
        engine = Math.max(engine, greatest(i, ofRounded.score(context, shops), scores));
        float[] trained = ofExact.score(context, shops);
        for (int shop = 0; shop < shops.length; shop++) {
          rounding = Math.max(rounding, Math.abs((double) trained[shop] - scores[shop]));
        }
      }
    }
    return new RoundingReport(engine, rounding);
  }

  private static void requireAny(List<SampleRequest> requests) {
    if (requests.isEmpty()) {
      throw new IllegalArgumentException("A parity check needs at least one request.");
    }
  }

  private String id(int shop) {
    return served.shops().id(shop);
  }

  private ParityReport compare(int request, float[] expected, float[] actual) {
    double greatest = greatest(request, expected, actual);
    ScoreOrder order = new ScoreOrder(served.shops(), shops, expected, actual);
    order.check(request);
    return new ParityReport(greatest, 1, shops.length, order.isExact() ? 1 : 0);
  }

  private double greatest(int request, float[] expected, float[] actual) {
    double greatest = 0;
    for (int i = 0; i < shops.length; i++) {
      double difference = Math.abs((double) expected[i] - actual[i]);
      // Not ">": NaN must fail too.
      if (!(difference <= MAX_DIFFERENCE)) {
        throw new ParityException(
            "Request %d, shop %s: the model scores %s, the ONNX graph %s, at most %s apart allowed."
                .formatted(request, id(shops[i]), expected[i], actual[i], MAX_DIFFERENCE));
      }
      greatest = Math.max(greatest, difference);
    }
    return greatest;
  }
}
