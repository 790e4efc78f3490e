package dev.shopfuse.sdk;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.bundle.IncompatibleBundleException;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Scores shops with the model of one bundle. It owns the native session until {@link #close()}.
 *
 * <p>Scoring is thread-safe; closing is not: the caller waits for calls under way and closes once.
 */
final class ShopScorer implements AutoCloseable {
  private static final String SHOP_OUTPUT = "shop";

  /** Measured: chunks of 500 to 2,000 candidates are the cheapest, and memory stays bounded. */
  private static final int CHUNK_ROWS = 1_000;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final UserFeeder userFeeder;
  private final TargetFeeder itemFeeder;
  private final TargetFeeder shopFeeder;
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  private ShopScorer(OrtEnvironment environment, OrtSession session, Bundle bundle) {
    this.environment = environment;
    this.session = session;
    FeatureContract contract = bundle.contract();
    Set<String> inputs = session.getInputNames();
    userFeeder = new UserFeeder(named(contract.features(Side.USER), inputs));
    itemFeeder =
        new TargetFeeder(named(contract.features(Side.ITEM), inputs), bundle.items().features());
    shopFeeder =
        new TargetFeeder(named(contract.features(Side.SHOP), inputs), bundle.shops().features());
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

  static ShopScorer open(Bundle bundle) throws IncompatibleBundleException {
    OrtEnvironment environment = OnnxSession.environment();
    OrtSession session = OnnxSession.open(environment, bundle.model());
    ShopScorer scorer = new ShopScorer(environment, session, bundle);
    try {
      checkNames(session, bundle.contract());
    } catch (IncompatibleBundleException e) {
      scorer.close();
      throw e;
    }
    return scorer;
  }

  private static void checkNames(OrtSession session, FeatureContract contract)
      throws IncompatibleBundleException {
    Set<String> unknown = new TreeSet<>(session.getInputNames());
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

  /** Returns the score of each shop, given by its index in the catalogue. */
  float[] score(UserContext context, int[] shops) {
    Workspace pooled = workspaces.poll();
    Workspace workspace = pooled == null ? new Workspace() : pooled;
    float[] scores = new float[shops.length];
    try (Feeds user = new Feeds(environment, workspace)) {
      userFeeder.feed(user, context);
      itemFeeder.feed(user, context.itemSamples(), 0, context.itemSamples().length);
      for (int from = 0; from < shops.length; from += CHUNK_ROWS) {
        int to = Math.min(shops.length, from + CHUNK_ROWS);
        scoreChunk(user, shops, from, to, scores);
      }
    } catch (OrtException e) {
      throw new RankingException("ONNX Runtime failed to score: " + e.getMessage(), e);
    }
    workspaces.add(workspace);
    return scores;
  }

  private void scoreChunk(Feeds user, int[] shops, int from, int to, float[] scores)
      throws OrtException {
    Workspace workspace = user.workspace();
    FloatBuffer out = workspace.floats(" scores", to - from);
    try (Feeds chunk = new Feeds(environment, workspace);
        OnnxTensor pinned = OnnxTensor.createTensor(environment, out, new long[] {to - from})) {
      shopFeeder.feed(chunk, shops, from, to);
      Map<String, OnnxTensor> inputs = new HashMap<>(user.tensors());
      inputs.putAll(chunk.tensors());
      run(inputs, Collections.singletonMap(SHOP_OUTPUT, pinned));
      out.get(scores, from, to - from);
    }
  }

  private void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      throws OrtException {
    // The result is closed; the pinned tensor in it belongs to the caller and stays open.
    session.run(inputs, Collections.<String>emptySet(), outputs).close();
  }

  @Override
  public void close() {
    workspaces.clear();
    try {
      session.close();
    } catch (OrtException e) {
      throw new RankingException("ONNX Runtime failed to close the model: " + e.getMessage(), e);
    }
  }
}
