package dev.shopfuse.training.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Towers with a {@link Calibration} between the shop logit and its prediction, as two DL4J
 * vertices, so that it is saved, scored and exported like everything else in the graph:
 *
 * <pre>
 * shop_logit -> shop_logit_scaled -> shop_logit_calibrated -> shop_prediction
 * </pre>
 */
final class CalibratedTowers {
  private static final String SCALED = "shop_logit_scaled";
  private static final String CALIBRATED = "shop_logit_calibrated";

  private CalibratedTowers() {}

  /** Returns the calibration of towers; {@link Calibration#NONE} if they have none. */
  static Calibration calibration(ComputationGraph towers) {
    Map<String, GraphVertex> vertices = towers.getConfiguration().getVertices();
    return vertices.get(SCALED) instanceof ScaleVertex scale
            && vertices.get(CALIBRATED) instanceof ShiftVertex shift
        ? new Calibration(scale.getScaleFactor(), shift.getShiftFactor())
        : Calibration.NONE;
  }

  /**
   * Returns towers with the same weights and another calibration, which takes the place of an
   * earlier one.
   */
  static ComputationGraph with(ComputationGraph towers, Calibration calibration) {
    ComputationGraphConfiguration graph = towers.getConfiguration().clone();
    Map<String, List<String>> inputs = graph.getVertexInputs();
    String last = inputs.containsKey(SCALED) ? SCALED : TowerGraph.SHOP_PREDICTION;
    String logit = Objects.requireNonNull(inputs.get(last)).get(0);
    graph.getVertices().put(SCALED, new ScaleVertex(calibration.scale()));
    graph.getVertices().put(CALIBRATED, new ShiftVertex(calibration.shift()));
    inputs.put(SCALED, List.of(logit));
    inputs.put(CALIBRATED, List.of(SCALED));
    inputs.put(TowerGraph.SHOP_PREDICTION, List.of(CALIBRATED));
    graph.setTopologicalOrder(null);
    graph.setTopologicalOrderStr(null);
    ComputationGraph calibrated = new ComputationGraph(graph);
    calibrated.init(towers.params().dup(), false);
    requireSameOrder(towers, calibrated);
    TowerOptimizers.state(calibrated).assign(TowerOptimizers.state(towers));
    return calibrated;
  }

  /** Parameters and updater states are flat: they mean the same only in the same order. */
  static void requireSameOrder(ComputationGraph before, ComputationGraph after) {
    if (!names(before).equals(names(after))) {
      throw new IllegalStateException(
          "Two graphs of one architecture differ in the order of their layers.");
    }
  }

  private static List<String> names(ComputationGraph towers) {
    return Arrays.stream(towers.getLayers())
        .filter(layer -> layer.numParams() > 0)
        .map((Layer layer) -> layer.conf().getLayer().getLayerName())
        .toList();
  }
}
