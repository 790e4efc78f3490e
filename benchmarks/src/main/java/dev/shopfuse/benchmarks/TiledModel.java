package dev.shopfuse.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.shopfuse.export.onnx.OnnxModel;
import dev.shopfuse.sdk.bundle.Bundle;
import dev.shopfuse.sdk.feature.EncodedFeatures;
import dev.shopfuse.sdk.feature.Feature;
import dev.shopfuse.sdk.feature.Side;
import dev.shopfuse.sdk.feature.UserContext;
import dev.shopfuse.training.model.FusedModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A model as somebody would serve it who follows the public samples: the plain export of the
 * network, every request's user and item samples tiled over the candidates in Java arrays, and
 * {@code getValue()} for the scores. It owns the session: close it. Not thread-safe.
 */
final class TiledModel implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final Bundle bundle;

  TiledModel(FusedModel model, Bundle bundle) throws OrtException {
    this.bundle = bundle;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      byte[] graph = OnnxModel.of(TiledGraph.of(model), Map.of()).toBytes();
      session = environment.createSession(graph, options);
    }
  }

  /** Scores shops, given as indices of the catalogue. */
  float[] score(UserContext user, int[] shops) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (Feature feature : bundle.contract().features()) {
        inputs.put(
            feature.name(), OnnxTensor.createTensor(environment, array(feature, user, shops)));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return (float[]) result.get("shop").orElseThrow().getValue();
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private Object array(Feature feature, UserContext user, int[] shops) {
    if (feature.side() == Side.SHOP) {
      return rows(feature, bundle.shops().features(), shops);
    }
    if (feature.side() == Side.ITEM) {
      return tiled(rows(feature, bundle.items().features(), user.itemSamples()), shops.length);
    }
    if (feature.isSequence()) {
      return tiled(Arrays.stream(user.rows(feature)).asLongStream().toArray(), shops.length);
    }
    long[] column = new long[shops.length];
    Arrays.fill(column, user.index(feature));
    return column;
  }

  private static long[] rows(Feature feature, EncodedFeatures encoded, int[] targets) {
    int[] column = encoded.indices(feature);
    return Arrays.stream(targets).mapToLong(target -> column[target]).toArray();
  }

  private static long[][] tiled(long[] row, int count) {
    long[][] rows = new long[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row.clone();
    }
    return rows;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
