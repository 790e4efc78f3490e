package dev.shopfuse.training.report;

import dev.shopfuse.training.model.FusedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a model has learned about superposing, layer by layer. Immutable.
 *
 * @param layer the receiving vector
 * @param what what the value is
 * @param value the value
 */
record SuperpositionWeights(String layer, String what, double value) {
  private static final String SCALE = "_scale_W";
  private static final String PROJECTION = "_projected_W";
  private static final String GATE = "_gate_own_b";

  /** Returns the learned weights of a model; none for the plain sum. */
  static List<SuperpositionWeights> of(FusedModel model) {
    List<SuperpositionWeights> weights = new ArrayList<>();
    for (Map.Entry<String, INDArray> entry : model.towers().paramTable().entrySet()) {
      String name = entry.getKey();
      INDArray value = entry.getValue();
      if (name.endsWith(SCALE)) {
        weights.add(of(name, SCALE, "scale; 1 is the plain sum", value.getDouble(0)));
      } else if (name.endsWith(PROJECTION)) {
        double share = value.norm1Number().doubleValue() / value.size(0);
        weights.add(of(name, PROJECTION, "absolute weights of a row; 1 is the plain sum", share));
      } else if (name.endsWith(GATE)) {
        double open = 1 / (1 + Math.exp(-value.meanNumber().doubleValue()));
        weights.add(of(name, GATE, "gate opened by its bias alone; 1 is the plain sum", open));
      }
    }
    return weights;
  }

  private static SuperpositionWeights of(String name, String ending, String what, double value) {
    return new SuperpositionWeights(
        name.substring(0, name.length() - ending.length()), what, value);
  }
}
