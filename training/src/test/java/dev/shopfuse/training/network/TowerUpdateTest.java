package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class TowerUpdateTest {
  private static final int[] FIRST_STEPS = {0, 5_000};
  private static final int STEPS = 50;
  private static final int ROWS = 4;
  private static final int IN = 500;
  private static final int OUT = 3;

  static List<IUpdater> updaters() {
    return List.of(
        new Adam(0.01),
        new Adam(new PolySchedule(ScheduleType.ITERATION, 0.01, 2, 10_000)),
        new AMSGrad(0.01),
        new AdaGrad(0.1),
        new Nesterovs(0.1),
        new Sgd(0.1));
  }

  /** Two blocks of parameters, as the second layer learns by another rate. */
  @ParameterizedTest
  @MethodSource("updaters")
  void apply_stepAfterStep_equalsDl4jsOwnUpdateToTheBit(IUpdater updater) {
    requireExactKernels();
    ComputationGraph ours = graph(updater);
    ComputationGraph theirs = graph(updater);
    theirs.params().assign(ours.params());
    for (int first : FIRST_STEPS) {
      ours.getConfiguration().setIterationCount(first);
      for (int step = first; step < first + STEPS; step++) {
        compute(ours, theirs);
        TowerUpdate.apply(ours, List.of());
        update(theirs, step);
      }
    }
    assertThat(ours.params().toFloatVector()).containsExactly(theirs.params().toFloatVector());
    INDArray state = ours.getUpdater(true).getStateViewArray();
    if (state != null) {
      assertThat(state.toFloatVector())
          .containsExactly(theirs.getUpdater(true).getStateViewArray().toFloatVector());
    }
  }

  /** Else the comparison above would be one of DL4J with itself. */
  @Test
  void apply_adam_isComputedInTiles() {
    ComputationGraph graph = graph(new Adam(0.01));
    compute(graph);
    TowerUpdate.apply(graph, List.of());
    assertThat(graph.getUpdater(true).getUpdaterBlocks())
        .hasSize(2)
        .extracting(UpdaterBlock::getGradientUpdater)
        .allSatisfy(
            updater -> {
              TiledAdam adam = (TiledAdam) updater;
              assertThat(List.of(adam.getM(), adam.getV())).allMatch(FloatTiles::isPlain);
            });
    assertThat(List.of(graph.params(), graph.getGradientsViewArray()))
        .allMatch(FloatTiles::isPlain);
  }

  @Test
  void apply_rateOfZero_movesNothing() {
    ComputationGraph graph = graph(new Adam(0));
    float[] before = graph.getLayer("hidden").params().toFloatVector();
    compute(graph);
    TowerUpdate.apply(graph, List.of());
    assertThat(graph.getLayer("hidden").params().toFloatVector()).containsExactly(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void apply_severalGraphs_addsTheirGradients(DataType type) {
    ComputationGraph ours = graph(new Sgd(0.1), type);
    List<ComputationGraph> others = List.of(SharedGraph.of(ours), SharedGraph.of(ours));
    ComputationGraph theirs = graph(new Sgd(0.1), type);
    theirs.params().assign(ours.params());
    compute(ours, theirs);
    INDArray sum = theirs.getGradientsViewArray();
    for (ComputationGraph other : others) {
      compute(other);
      sum.addi(other.getGradientsViewArray());
    }
    TowerUpdate.apply(ours, others);
    update(theirs, 0);
    assertThat(ours.params().toDoubleVector()).containsExactly(theirs.params().toDoubleVector());
  }

  /** Elsewhere ND4J's kernels may multiply and add in one rounding, which Java never does. */
  private static void requireExactKernels() {
    assumeThat(System.getProperty("os.arch")).isIn("amd64", "x86_64");
  }

  /** Computes the gradients of some graphs for the same random rows. */
  private static void compute(ComputationGraph... graphs) {
    DataType type = graphs[0].params().dataType();
    INDArray in = Nd4j.randn(type, ROWS, IN);
    INDArray labels = Nd4j.randn(type, ROWS, OUT);
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
    return graph(updater, DataType.FLOAT);
  }

  /** A graph with clipped gradients and weight decay. */
  private static ComputationGraph graph(IUpdater updater, DataType type) {
    IUpdater slow = updater.clone();
    slow.setLrAndSchedule(0.001, null);
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(updater)
                .weightDecay(0.01)
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(0.1)
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
