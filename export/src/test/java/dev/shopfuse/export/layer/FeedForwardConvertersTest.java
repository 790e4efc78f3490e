package dev.shopfuse.export.layer;

import static dev.shopfuse.export.layer.LayerContract.WIDTH;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FeedForwardConvertersTest {
  private static ComputationGraphConfiguration.GraphBuilder of(Layer layer) {
    return LayerContract.graph().addInputs("in").addLayer("layer", layer, "in").setOutputs("layer");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dense_withAndWithoutBias_computesAsDl4j(boolean bias) {
    LayerContract.check(
        of(
            new DenseLayer.Builder()
                .nIn(WIDTH)
                .nOut(4)
                .hasBias(bias)
                .activation(Activation.TANH)
                .build()));
  }

  @Test
  void dense_withDropout_dropsNothing() {
    LayerContract.check(
        of(
            new DenseLayer.Builder()
                .nIn(WIDTH)
                .nOut(4)
                .dropOut(0.5)
                .activation(Activation.RELU)
                .build()));
  }

  @Test
  void output_softmax_computesAsDl4j() {
    LayerContract.check(
        of(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(WIDTH)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build()));
  }

  @Test
  void output_withoutBias_computesAsDl4j() {
    LayerContract.check(
        of(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(WIDTH)
                .nOut(3)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build()));
  }

  @Test
  void loss_sigmoid_computesAsDl4j() {
    LayerContract.check(
        of(new LossLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID).build()));
  }

  @Test
  void dropout_outsideOfTraining_isTheIdentity() {
    LayerContract.check(
        LayerContract.graph()
            .addInputs("in")
            .addLayer("drop", new DropoutLayer.Builder(0.5).build(), "in")
            .addLayer(
                "out", new ActivationLayer.Builder().activation(Activation.TANH).build(), "drop")
            .setOutputs("out"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IDENTITY", "RRELU"})
  void activation_each_computesAsDl4j(Activation activation) {
    LayerContract.check(of(new ActivationLayer.Builder().activation(activation).build()));
  }
}
