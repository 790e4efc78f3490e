package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class TowerUpdateTest {
  private static final int STEPS = 50;
  private static final int ROWS = 4;
  private static final int IN = 500;
  private static final int OUT = 3;

  static List<IUpdater> updaters() {
    return List.of(
        new Adam(0.01), new AMSGrad(0.01), new AdaGrad(0.1), new Nesterovs(0.1), new Sgd(0.1));
  }

  /** Two blocks of parameters, as the second layer learns by another rate. */
  @ParameterizedTest
  @MethodSource("updaters")
  void apply_stepAfterStep_equalsDl4jsOwnUpdateToTheBit(IUpdater updater) {
    ComputationGraph ours = graph(updater);
    ComputationGraph theirs = graph(updater);
    theirs.params().assign(ours.params());
    for (int step = 0; step < STEPS; step++) {
      compute(ours, theirs);
      TowerUpdate.apply(ours, List.of());
      update(theirs, step);
    }
    assertThat(ours.params().toFloatVector()).containsExactly(theirs.params().toFloatVector());
    INDArray state = ours.getUpdater(true).getStateViewArray();
    if (state != null) {
      assertThat(state.toFloatVector())
          .containsExactly(theirs.getUpdater(true).getStateViewArray().toFloatVector());
    }
  }

  @Test
  void apply_severalGraphs_addsTheirGradients() {
    ComputationGraph ours = graph(new Adam(0.01));
    ComputationGraph other = SharedGraph.of(ours);
    compute(ours);
    compute(other);
    ComputationGraph theirs = graph(new Adam(0.01));
    theirs.params().assign(ours.params());
    compute(theirs);
    theirs
        .getGradientsViewArray()
        .assign(ours.getGradientsViewArray().add(other.getGradientsViewArray()));
    TowerUpdate.apply(ours, List.of(other));
    update(theirs, 0);
    assertThat(ours.params().toFloatVector()).containsExactly(theirs.params().toFloatVector());
  }

  /** Computes the gradients of some graphs for the same random rows. */
  private static void compute(ComputationGraph... graphs) {
    INDArray in = Nd4j.randn(DataType.FLOAT, ROWS, IN);
    INDArray labels = Nd4j.randn(DataType.FLOAT, ROWS, OUT);
    for (ComputationGraph graph : graphs) {
      graph.setInputs(in);
      graph.setLabels(labels);
      graph.computeGradientAndScore();
    }
  }

  private static void update(ComputationGraph graph, int step) {
    graph.getUpdater(true).update(graph.gradient(), step, 0, 1, LayerWorkspaceMgr.noWorkspaces());
    graph.params().subi(graph.getGradientsViewArray().reshape(graph.params().shape()));
  }

  private static ComputationGraph graph(IUpdater updater) {
    IUpdater slow = updater.clone();
    slow.setLrAndSchedule(0.001, null);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .updater(updater)
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(IN))
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nOut(5).activation(Activation.TANH).build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                        .nOut(OUT)
                        .activation(Activation.IDENTITY)
                        .updater(slow)
                        .build(),
                    "hidden")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }
}
