package dev.shopfuse.training.report;

import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.MatchCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A weight that a person can read: of superposing, layer by layer, and of visits that match a shop.
 * Immutable.
 *
 * @param place the receiving vector, or the features that match
 * @param what what the value is
 * @param value the value
 */
record LearnedWeights(String place, String what, double value) {
  private static final String SCALE = "_scale_W";
  private static final String PROJECTION = "_projected_W";
  private static final String GATE = "_gate_own_b";

  /** Returns those of a model; none for the plain sum without match counts. */
  static List<LearnedWeights> of(FusedModel model) {
    List<LearnedWeights> weights = new ArrayList<>();
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
    weights.addAll(ofMatches(model));
    return weights;
  }

  private static List<LearnedWeights> ofMatches(FusedModel model) {
    List<LearnedWeights> weights = new ArrayList<>();
    if (model.config().model().matchCounts()) {
      List<MatchCounts.Pair> pairs = MatchCounts.pairs(model.contract());
      for (int i = 0; i < pairs.size(); i++) {
        String place = pairs.get(i).history().name() + ", " + pairs.get(i).shop().name();
        for (int count : List.of(1, 10)) {
          String what =
              "added to the logit by %d matching visit%s".formatted(count, count > 1 ? "s" : "");
          weights.add(new LearnedWeights(place, what, MatchCounts.gain(model, i, count)));
        }
      }
    }
    return weights;
  }

  private static LearnedWeights of(String name, String ending, String what, double value) {
    return new LearnedWeights(name.substring(0, name.length() - ending.length()), what, value);
  }
}
