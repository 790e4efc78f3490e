package dev.shopfuse.sdk;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.feature.Catalogue;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scores shops and items with the model of one bundle, from what a {@link Workspace} holds. It owns
 * the native session until {@link #close()}.
 *
 * <p>Scoring is thread-safe, with a workspace for each thread; closing is not: the caller waits for
 * calls under way and closes once.
 */
final class ModelScorer implements AutoCloseable {
  private static final String SHOP_OUTPUT = "shop";
  private static final String ITEM_OUTPUT = "item";

  /**
   * Small chunks take little memory, which is most of what a first ranking takes, and cost as much
   * a candidate as large ones. But every run leaves 0.7 KB of garbage in ONNX Runtime's Java part,
   * so there are as few as three while that costs little.
   */
  private static final int FEWEST_ROWS = 250;

  private static final int MOST_ROWS = 4_000;
  private static final int FEW_RUNS = 3;

  /** Item scores are those of a user; the shop beside them has no say and may be any. */
  private static final int[] ANY_SHOP = {Catalogue.NONE};

  private final OnnxSession opened;
  private final OrtSession session;
  private final UserFeeder userFeeder;
  private final TargetFeeder itemFeeder;
  private final TargetFeeder shopFeeder;
  private final boolean scoresItems;

  private ModelScorer(OnnxSession opened, Bundle bundle) throws IncompatibleBundleException {
    this.opened = opened;
    this.session = opened.session;
    FeatureContract contract = bundle.contract();
    Set<String> inputs = new TreeSet<>(session.getInputNames());
    inputs.removeAll(opened.tables.keySet());
    checkNames(session, inputs, contract);
    userFeeder = new UserFeeder(named(contract.features(Side.USER), inputs));
    itemFeeder =
        new TargetFeeder(named(contract.features(Side.ITEM), inputs), bundle.items().features());
    shopFeeder =
        new TargetFeeder(named(contract.features(Side.SHOP), inputs), bundle.shops().features());
    scoresItems = hasOneAxis(session, ITEM_OUTPUT);
  }

  private static List<Feature> named(List<Feature> features, Set<String> names) {
    List<Feature> found = new ArrayList<>();
    for (Feature feature : features) {
      if (names.contains(feature.name())) {
        found.add(feature);
      }
    }
    return found;
  }

  /** Where shops give to items, an item's score depends on the shop: [N, K] instead of [K]. */
  private static boolean hasOneAxis(OrtSession session, String output) {
    try {
      NodeInfo node = session.getOutputInfo().get(output);
      return node != null && ((TensorInfo) node.getInfo()).getShape().length == 1;
    } catch (OrtException e) {
      throw new RankingException("ONNX Runtime cannot tell its outputs: " + e.getMessage(), e);
    }
  }

  static ModelScorer open(Bundle bundle, int threads) throws IncompatibleBundleException {
    OnnxSession opened = OnnxSession.open(bundle.model(), threads);
    boolean fits = false;
    try {
      ModelScorer scorer = new ModelScorer(opened, bundle);
      fits = true;
      return scorer;
    } finally {
      if (!fits) {
        opened.close();
      }
    }
  }

  private static void checkNames(OrtSession session, Set<String> inputs, FeatureContract contract)
      throws IncompatibleBundleException {
    Set<String> unknown = new TreeSet<>(inputs);
    for (Feature feature : contract.features()) {
      unknown.remove(feature.name());
    }
    if (!unknown.isEmpty() || !session.getOutputNames().contains(SHOP_OUTPUT)) {
      throw new IncompatibleBundleException(
          IncompatibleBundleException.Reason.ENGINE,
          "The model has inputs "
              + unknown
              + " that are no features and outputs "
              + session.getOutputNames()
              + "; inputs must be features, and one output "
              + SHOP_OUTPUT
              + "; export the model again",
          null);
    }
  }

  Workspace newWorkspace(UserContext context) {
    return new Workspace(OnnxSession.environment(), opened.tables, context);
  }

  /** Makes room for a chunk of shops, and runs the engine's code once. */
  void warmUp(Workspace workspace, Catalogue shops) {
    int count = Math.min(shops.ids().size(), FEWEST_ROWS);
    workspace.candidates.fill(shops.ids().subList(0, count), shops);
    scoreShops(workspace);
  }

  /** Refuses a model without a score for an item as such. */
  void requireItemScores() {
    if (!scoresItems) {
      throw new IllegalStateException(
          "The model gives items no score of their own; train one with an item tower and"
              + " superposition item_to_shop or none (troubleshooting: no-item-scores)");
    }
  }

  /** Scores the candidates of a workspace, which are shops, for the user in its context. */
  float[] scoreShops(Workspace workspace) {
    UserContext context = workspace.context;
    float[] scores = workspace.scores();
    try {
      userFeeder.feed(workspace, context);
      itemFeeder.feed(workspace, context.itemSamples(), 0, context.itemSampleCount());
      scoreChunks(shopFeeder, SHOP_OUTPUT, workspace, scores);
    } catch (OrtException e) {
      throw failed(e);
    }
    return scores;
  }

  /** Scores the candidates of a workspace, which are items, for the user in its context. */
  float[] scoreItems(Workspace workspace) {
    float[] scores = workspace.scores();
    try {
      userFeeder.feed(workspace, workspace.context);
      shopFeeder.feed(workspace, ANY_SHOP, 0, ANY_SHOP.length);
      scoreChunks(itemFeeder, ITEM_OUTPUT, workspace, scores);
    } catch (OrtException e) {
      throw failed(e);
    }
    return scores;
  }

  private void scoreChunks(TargetFeeder feeder, String output, Workspace workspace, float[] scores)
      throws OrtException {
    CandidateList candidates = workspace.candidates;
    int chunk = chunkRows(candidates.size());
    for (int from = 0; from < candidates.size(); from += chunk) {
      int rows = Math.min(candidates.size() - from, chunk);
      feeder.feed(workspace, candidates.indices(), from, from + rows);
      run(workspace, output, rows);
      FloatBuffer scored = workspace.floats(output, rows);
      scored.position(0);
      scored.get(scores, from, rows);
    }
    for (int i = 0; i < candidates.size(); i++) {
      if (Float.isNaN(scores[i])) {
        throw new RankingException(
            "The model gives "
                + output
                + " \""
                + candidates.id(i)
                + "\" a score that is not a number; go back to the bundle before it"
                + " (troubleshooting: not-a-number)",
            null);
      }
    }
  }

  private static int chunkRows(int candidates) {
    int evenly = (candidates + FEW_RUNS - 1) / FEW_RUNS;
    return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, evenly));
  }

  private void run(Workspace workspace, String output, int rows) throws OrtException {
    Map<String, OnnxTensor> pinned = workspace.pin(output, rows);
    // The result is closed; the pinned tensor in it belongs to the workspace and stays open.
    session.run(workspace.inputs(), Collections.<String>emptySet(), pinned).close();
  }

  private static RankingException failed(OrtException e) {
    return new RankingException("ONNX Runtime failed to score: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    opened.close();
  }
}
