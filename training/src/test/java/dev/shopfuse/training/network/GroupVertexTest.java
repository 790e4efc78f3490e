package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GroupVertexTest {
  private static final int GROUPS = 3;
  private static final int SIZE = 2;

  /** rows -> dense -> add pooled rows -> dot with a projection of the groups -> loss. */
  private static ComputationGraph graph(WorkspaceMode workspaces) {
    ComputationGraphConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .miniBatch(false)
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .graphBuilder()
            .addInputs("rows", "weights", "groups")
            .addVertex("rows_in", new GradientCaptureVertex(), "rows")
            .addVertex("groups_in", new GradientCaptureVertex(), "groups")
            .addLayer("rows_dense", dense(), "rows_in")
            .addLayer("groups_dense", dense(), "groups_in")
            .addVertex("pooled", new GroupMeanVertex(), "rows_dense", "weights")
            .addVertex("sum", new GroupAddVertex(), "rows_dense", "pooled")
            .addVertex("dot", new GroupDotVertex(), "sum", "groups_dense")
            .addLayer(
                "out",
                new LossLayer.Builder(new BinaryLogitLoss()).activation(Activation.SIGMOID).build(),
                "dot")
            .setInputTypes(
                InputType.feedForward(2), InputType.feedForward(SIZE), InputType.feedForward(2))
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nOut(3).activation(Activation.TANH).build();
  }

  private static INDArray[] inputs() {
    return new INDArray[] {
      Nd4j.linspace(DataType.DOUBLE, -1, 0.19, 12).reshape(GROUPS * SIZE, 2),
      Nd4j.create(new double[][] {{1, 0}, {0.5, 0.5}, {0, 1}}),
      Nd4j.linspace(DataType.DOUBLE, 0.7, -0.31, 6).reshape(GROUPS, 2)
    };
  }

  private static INDArray labels() {
    return Nd4j.create(new double[][] {{1}, {0}, {1}, {1}, {0}, {0}});
  }

  private static INDArray mask() {
    return Nd4j.create(new double[][] {{1}, {0.5}, {0}, {2}, {1}, {0.25}});
  }

  private static double loss(ComputationGraph graph, INDArray[] inputs) {
    INDArray logits = graph.feedForward(inputs, false).get("dot");
    double sum = 0;
    for (int row = 0; row < GROUPS * SIZE; row++) {
      sum +=
          mask().getDouble(row)
              * BinaryLogitLoss.loss(logits.getDouble(row), labels().getDouble(row));
    }
    return sum;
  }

  private static void backward(ComputationGraph graph) {
    graph.setInputs(inputs());
    graph.setLabels(labels());
    graph.setLayerMaskArrays(null, new INDArray[] {mask()});
    graph.computeGradientAndScore();
    graph.clearLayerMaskArrays();
  }

  @Test
  void capture_workspacesEnabled_equalsFiniteDifferences() {
    ComputationGraph graph = graph(WorkspaceMode.ENABLED);
    for (int pass = 0; pass < 3; pass++) {
      backward(graph);
      for (int input : new int[] {0, 2}) {
        float[] captured = CapturedGradients.take(graph, input == 0 ? "rows_in" : "groups_in");
        for (int i = 0; i < captured.length; i++) {
          assertThat((double) captured[i]).isCloseTo(numeric(graph, input, i), within(1e-7));
        }
      }
    }
  }

  @Test
  void backward_masksAndUnequalRowCounts_parameterGradientsEqualFiniteDifferences() {
    ComputationGraph graph = graph(WorkspaceMode.ENABLED);
    backward(graph);
    INDArray gradient = graph.gradient().gradient().dup();
    for (long i = 0; i < gradient.length(); i++) {
      double before = graph.params().getDouble(i);
      graph.params().putScalar(i, before + 1e-5);
      double up = loss(graph, inputs());
      graph.params().putScalar(i, before - 1e-5);
      double down = loss(graph, inputs());
      graph.params().putScalar(i, before);
      assertThat(gradient.getDouble(i)).isCloseTo((up - down) / 2e-5, within(1e-8));
    }
  }

  @Test
  void vertices_workspacesOff_sameGradients() {
    ComputationGraph with = graph(WorkspaceMode.ENABLED);
    ComputationGraph without = graph(WorkspaceMode.NONE);
    backward(with);
    backward(without);
    assertThat(CapturedGradients.take(with, "rows_in"))
        .isEqualTo(CapturedGradients.take(without, "rows_in"));
  }

  @Test
  void modelSerializer_roundTrip_sameConfigurationAndOutput(@TempDir Path folder)
      throws IOException {
    ComputationGraph graph = graph(WorkspaceMode.ENABLED);
    File file = folder.resolve("graph.zip").toFile();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    assertThat(read.getConfiguration()).isEqualTo(graph.getConfiguration());
    assertThat(read.outputSingle(inputs())).isEqualTo(graph.outputSingle(inputs()));
  }

  @Test
  void groupAdd_rowsNoMultipleOfGroups_isRefused() {
    ComputationGraph graph = graph(WorkspaceMode.ENABLED);
    INDArray[] inputs = inputs();
    inputs[2] = Nd4j.zeros(DataType.DOUBLE, 4, 2);
    assertThatThrownBy(() -> graph.output(inputs)).hasMessageContaining("got 6 rows for 4 groups");
  }

  @Test
  void take_secondTime_isRefused() {
    ComputationGraph graph = graph(WorkspaceMode.ENABLED);
    backward(graph);
    CapturedGradients.take(graph, "rows_in");
    assertThatThrownBy(() -> CapturedGradients.take(graph, "rows_in"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> CapturedGradients.take(graph, "sum"))
        .hasMessageContaining("\"sum\" is no GradientCaptureVertex");
  }

  private static double numeric(ComputationGraph graph, int input, int i) {
    INDArray[] up = inputs();
    INDArray[] down = inputs();
    up[input].putScalar(i / 2, i % 2, up[input].getDouble(i / 2, i % 2) + 1e-5);
    down[input].putScalar(i / 2, i % 2, down[input].getDouble(i / 2, i % 2) - 1e-5);
    return (loss(graph, up) - loss(graph, down)) / 2e-5;
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
