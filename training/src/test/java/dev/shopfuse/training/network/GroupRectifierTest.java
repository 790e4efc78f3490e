package dev.shopfuse.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The vertex computes what a {@link GroupAddVertex} and a ReLU layer compute, both ways. */
class GroupRectifierTest {
  private static final int GROUPS = 3;
  private static final int ROWS = 12;
  private static final int WIDTH = 4;

  /** rows, groups -> added and rectified -> dense -> loss. */
  private static ComputationGraph graph(DataType type, WorkspaceMode workspaces, boolean fused) {
    GraphBuilder builder =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .miniBatch(false)
            .trainingWorkspaceMode(workspaces)
            .inferenceWorkspaceMode(workspaces)
            .graphBuilder()
            .addInputs("rows", "groups")
            .addVertex("rows_in", new GradientCaptureVertex(), "rows")
            .addVertex("groups_in", new GradientCaptureVertex(), "groups");
    if (fused) {
      builder.addVertex("rectified", new GroupRectifierVertex(), "rows_in", "groups_in");
    } else {
      builder
          .addVertex("sum", new GroupAddVertex(), "rows_in", "groups_in")
          .addLayer("rectified", new ActivationLayer(Activation.RELU), "sum");
    }
    builder
        .addLayer("dense", new DenseLayer.Builder().nOut(1).build(), "rectified")
        .addLayer(
            "out",
            new LossLayer.Builder(new BinaryLogitLoss()).activation(Activation.SIGMOID).build(),
            "dense")
        .setInputTypes(InputType.feedForward(WIDTH), InputType.feedForward(WIDTH))
        .setOutputs("out");
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    return graph;
  }

  /** Numbers of both signs, none of which sums to zero. */
  private static INDArray[] inputs(DataType type, int groups) {
    return new INDArray[] {
      Nd4j.linspace(DataType.DOUBLE, -2, 0.083, ROWS * WIDTH).reshape(ROWS, WIDTH).castTo(type),
      Nd4j.linspace(DataType.DOUBLE, 1.31, -2.57 / (groups * WIDTH), (long) groups * WIDTH)
          .reshape(groups, WIDTH)
          .castTo(type)
    };
  }

  private static void backward(ComputationGraph graph, INDArray[] inputs) {
    double[] labels = new double[ROWS];
    for (int row = 0; row < ROWS; row += 2) {
      labels[row] = 1;
    }
    graph.setInputs(inputs);
    graph.setLabels(Nd4j.create(labels, ROWS, 1).castTo(inputs[0].dataType()));
    graph.computeGradientAndScore();
  }

  @ParameterizedTest
  @CsvSource({"FLOAT, ENABLED, 3", "FLOAT, NONE, 1", "DOUBLE, ENABLED, 1", "DOUBLE, NONE, 12"})
  void rectifier_anyType_computesAsAdditionAndRelu(
      DataType type, WorkspaceMode workspaces, int groups) {
    ComputationGraph fused = graph(type, workspaces, true);
    ComputationGraph parts = graph(type, workspaces, false);
    parts.params().assign(fused.params());
    INDArray[] inputs = inputs(type, groups);
    INDArray rectified = fused.feedForward(inputs, false).get("rectified").dup();
    assertThat(rectified).isEqualTo(parts.feedForward(inputs, false).get("rectified"));
    assertThat(rectified.minNumber().doubleValue()).isZero();
    assertThat(rectified.maxNumber().doubleValue()).isPositive();
    for (int pass = 0; pass < 2; pass++) {
      backward(fused, inputs);
      backward(parts, inputs);
      for (String input : new String[] {"rows_in", "groups_in"}) {
        assertThat(CapturedGradients.take(fused, input))
            .as(input)
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(CapturedGradients.take(parts, input));
      }
    }
  }

  @Test
  void rectifier_groups_haveTheGradientOfFiniteDifferences() {
    ComputationGraph graph = graph(DataType.DOUBLE, WorkspaceMode.ENABLED, true);
    INDArray[] inputs = inputs(DataType.DOUBLE, GROUPS);
    backward(graph, inputs);
    float[] captured = CapturedGradients.take(graph, "groups_in");
    for (int i = 0; i < captured.length; i++) {
      double numeric = (loss(graph, i, 1e-6) - loss(graph, i, -1e-6)) / 2e-6;
      assertThat((double) captured[i]).isCloseTo(numeric, offset(1e-6));
    }
  }

  /** Returns the summed loss of the rows with one number of a group changed. */
  private static double loss(ComputationGraph graph, int cell, double change) {
    INDArray[] inputs = inputs(DataType.DOUBLE, GROUPS);
    INDArray groups = inputs[1];
    int row = cell / WIDTH;
    int column = cell % WIDTH;
    groups.putScalar(row, column, groups.getDouble(row, column) + change);
    backward(graph, inputs);
    CapturedGradients.take(graph, "rows_in");
    CapturedGradients.take(graph, "groups_in");
    return graph.getOutputLayer(0).score() * ROWS;
  }

  @Test
  void rectifier_rowsNoMultipleOfGroups_isRefused() {
    ComputationGraph graph = graph(DataType.FLOAT, WorkspaceMode.ENABLED, true);
    INDArray[] inputs = inputs(DataType.FLOAT, 5);
    assertThatThrownBy(() -> graph.output(inputs)).hasMessageContaining("got 12 rows for 5 groups");
  }

  @Test
  void modelSerializer_roundTrip_sameConfigurationAndOutput(@TempDir Path folder)
      throws IOException {
    ComputationGraph graph = graph(DataType.FLOAT, WorkspaceMode.ENABLED, true);
    File file = folder.resolve("graph.zip").toFile();
    ModelSerializer.writeModel(graph, file, true);
    ComputationGraph read = ModelSerializer.restoreComputationGraph(file, true);
    INDArray[] inputs = inputs(DataType.FLOAT, GROUPS);
    assertThat(read.getConfiguration()).isEqualTo(graph.getConfiguration());
    assertThat(read.outputSingle(inputs)).isEqualTo(graph.outputSingle(inputs));
  }
}
