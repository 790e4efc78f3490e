package dev.shopfuse.training.network;

import java.util.List;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of a graph's own updater on gradients that several graphs computed. */
public final class TowerUpdate {
  private TowerUpdate() {}

  /**
   * Adds the gradients of others to a graph's own, in their order, and updates its parameters,
   * updater state and iteration count.
   *
   * @param others graphs over the same parameters, see {@link SharedGraph}
   */
  public static void apply(ComputationGraph graph, List<ComputationGraph> others) {
    INDArray sum = graph.getGradientsViewArray();
    for (ComputationGraph other : others) {
      FloatTiles.add(sum, other.getGradientsViewArray());
    }
    int iteration = graph.getIterationCount();
    ComputationGraphUpdater updater = graph.getUpdater(true);
    updater.getUpdaterBlocks().forEach(TiledAdam::replaceIn);
    updater.update(
        new OwnGradient(graph),
        iteration,
        graph.getEpochCount(),
        1,
        LayerWorkspaceMgr.noWorkspaces());
    FloatTiles.subtract(graph.params(), sum);
    graph.applyConstraints(iteration, graph.getEpochCount());
    graph.getConfiguration().setIterationCount(iteration + 1);
  }

  /**
   * The gradient of a graph as the very array that DL4J looks for. DL4J's own class returns a view
   * of it, which the updater takes for the gradient of another graph: it then makes three views of
   * every parameter, which cost more than the update.
   */
  private static final class OwnGradient extends DefaultGradient {
    private static final long serialVersionUID = 1;

    private final transient INDArray view;

    OwnGradient(ComputationGraph graph) {
      view = graph.getGradientsViewArray();
      graph.gradient().gradientForVariable().forEach(this::setGradientFor);
    }

    @Override
    public INDArray gradient() {
      return view;
    }
  }
}
