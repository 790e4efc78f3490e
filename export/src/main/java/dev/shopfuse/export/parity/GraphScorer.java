package dev.shopfuse.export.parity;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.ExportException;
import dev.shopfuse.export.onnx.OnnxGraph;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.export.serving.ServedModel;
import dev.shopfuse.export.serving.Task;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores shops with a serving graph in ONNX Runtime. It owns the native session: close it. Not
 * thread-safe.
 */
public final class GraphScorer implements AutoCloseable {
  private static final int SHOPS_AT_ONCE = 1_000;

  private final ServedModel served;
  private final OrtSession session;

  /** Opens the graph of a model. */
  public GraphScorer(ServedModel served, OnnxGraph graph) {
    this.served = served;
    byte[] bytes = OnnxModel.of(graph, Map.of()).toBytes();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = OrtEnvironment.getEnvironment().createSession(bytes, options);
    } catch (OrtException e) {
      throw new ExportException("ONNX Runtime refuses the graph: " + e.getMessage(), e);
    }
  }

  /** Returns the scores of shops, given by their index in the catalogue. */
  public float[] score(UserContext user, int[] shops) {
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
    FeatureContract contract = served.contract();
    try (GraphFeeds feeds = new GraphFeeds()) {
      feeds.user(wanted(contract, Side.USER), user);
      int[] items = user.itemSamples();
      feeds.targets(wanted(contract, Side.ITEM), served.items().features(), items, 0, items.length);
      feeds.targets(wanted(contract, Side.SHOP), served.shops().features(), shops, from, to);
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
