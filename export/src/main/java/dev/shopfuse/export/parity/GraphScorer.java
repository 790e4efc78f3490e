package dev.shopfuse.export.parity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.serving.Task;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/**
 * Scores shops with a serving graph in ONNX Runtime. It owns the native session: close it. Not
 * thread-safe.
 */
final class GraphScorer implements AutoCloseable {
  private static final int SHOPS_AT_ONCE = 1_000;

  private final FusedModel model;
  private final OrtSession session;

  GraphScorer(FusedModel model, OnnxModel graph) {
    this.model = model;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = OrtEnvironment.getEnvironment().createSession(graph.toBytes(), options);
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses the graph: " + e.getMessage(), e);
    }
  }

  /** Returns the scores of shops, given by their index in the catalogue. */
  float[] score(UserContext user, int[] shops) {
    float[] scores = new float[shops.length];
    try {
      for (int from = 0; from < shops.length; from += SHOPS_AT_ONCE) {
        scoreChunk(user, shops, from, Math.min(shops.length, from + SHOPS_AT_ONCE), scores);
      }
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails to run the graph: " + e.getMessage(), e);
    }
    return scores;
  }

  private void scoreChunk(UserContext user, int[] shops, int from, int to, float[] scores)
      throws OrtException {
    FeatureContract contract = model.contract();
    try (GraphFeeds feeds = new GraphFeeds()) {
      feeds.user(wanted(contract, Side.USER), user);
      int[] items = user.itemSamples();
      feeds.targets(wanted(contract, Side.ITEM), model.items().features(), items, 0, items.length);
      feeds.targets(wanted(contract, Side.SHOP), model.shops().features(), shops, from, to);
      String output = Task.SHOP.output();
      try (OrtSession.Result result = session.run(feeds.tensors(), Set.of(output))) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        if (values.remaining() != to - from) {
          throw new ParityException(
              "The ONNX graph gives %d scores for %d shops."
                  .formatted(values.remaining(), to - from));
        }
        values.get(scores, from, to - from);
      }
    }
  }

  private List<Feature> wanted(FeatureContract contract, Side side) {
    Set<String> inputs = session.getInputNames();
    return contract.features(side).stream().filter(each -> inputs.contains(each.name())).toList();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime fails to close the graph: " + e.getMessage(), e);
    }
  }
}
