package dev.shopfuse.export.layer;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.AutoEncoder;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of rows. */
final class FeedForwardCases {
  private FeedForwardCases() {}

  static Stream<ContractCase> all() {
    return Stream.of(simple(), activations(), normalised(), encoders()).flatMap(cases -> cases);
  }

  private static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nIn(5).nOut(4).activation(Activation.TANH);
  }

  private static Stream<ContractCase> simple() {
    LossFunctions.LossFunction loss = LossFunctions.LossFunction.MCXENT;
    return Stream.of(
        ContractCase.of("layer norm", dense().hasLayerNorm(true).build(), 5),
        ContractCase.of(
            "layer norm without bias", dense().hasLayerNorm(true).hasBias(false).build(), 5),
        ContractCase.of("plain", dense().build(), 5),
        ContractCase.of(
            "softmax",
            new OutputLayer.Builder(loss).nIn(5).nOut(3).activation(Activation.SOFTMAX).build(),
            5),
        ContractCase.of(
            "softmax",
            new CenterLossOutputLayer.Builder(loss)
                .nIn(5)
                .nOut(3)
                .activation(Activation.SOFTMAX)
                .build(),
            5),
        ContractCase.of(
            "one class", new OCNNOutputLayer.Builder().nIn(5).hiddenLayerSize(4).build(), 5),
        ContractCase.of(
            "sigmoid",
            new LossLayer.Builder(LossFunctions.LossFunction.XENT)
                .activation(Activation.SIGMOID)
                .build(),
            5),
        ContractCase.of(
            "tanh",
            new ElementWiseMultiplicationLayer.Builder()
                .nIn(5)
                .nOut(5)
                .activation(Activation.TANH)
                .build(),
            5),
        ContractCase.of(
                "row",
                new EmbeddingLayer.Builder().nIn(9).nOut(4).activation(Activation.IDENTITY).build(),
                1)
            .withIds(9),
        ContractCase.of(
                "row, bias, tanh",
                new EmbeddingLayer.Builder()
                    .nIn(9)
                    .nOut(4)
                    .hasBias(true)
                    .activation(Activation.TANH)
                    .build(),
                1)
            .withIds(9),
        ContractCase.of("dense", new FrozenLayer.Builder().layer(dense().build()).build(), 5),
        ContractCase.of("dense", new FrozenLayerWithBackprop(dense().build()), 5));
  }

  private static Stream<ContractCase> activations() {
    return Stream.of(
        ContractCase.of(
            "softmax of a series",
            new ActivationLayer.Builder().activation(Activation.SOFTMAX).build(),
            4,
            ContractCase.TIME),
        ContractCase.of(
            "softmax of pictures",
            new ActivationLayer.Builder().activation(Activation.SOFTMAX).build(),
            3,
            4,
            5),
        ContractCase.of(
            "relu of pictures",
            new ActivationLayer.Builder().activation(Activation.RELU).build(),
            3,
            4,
            5),
        ContractCase.of("precise gelu", new ActivationLayer(new ActivationGELU(true)), 5),
        ContractCase.of(
            "threshold and slope", new ActivationLayer(new ActivationReLU(3.0, 0.5, 0.1)), 5),
        ContractCase.of(
            "slope and maximum", new ActivationLayer(new ActivationReLU(1.0, 0.0, 0.2)), 5),
        ContractCase.of("rows", new PReLULayer.Builder().inputShape(5).build(), 5),
        ContractCase.of(
            "shared axes",
            new PReLULayer.Builder().inputShape(3, 4, 5).sharedAxes(2, 3).build(),
            3,
            4,
            5),
        ContractCase.of("nothing is dropped", new DropoutLayer.Builder(0.5).build(), 5));
  }

  private static Stream<ContractCase> normalised() {
    return Stream.of(
        ContractCase.of("rows", new BatchNormalization.Builder().nOut(5).build(), 5),
        ContractCase.of(
            "pictures", new BatchNormalization.Builder().nOut(3).eps(1e-3).build(), 3, 4, 5),
        ContractCase.of(
            "channels last",
            new BatchNormalization.Builder().nOut(3).dataFormat(CNN2DFormat.NHWC).build(),
            4,
            5,
            3),
        ContractCase.of(
            "fixed scale",
            new BatchNormalization.Builder().nOut(5).lockGammaBeta(true).gamma(2).beta(0.5).build(),
            5),
        ContractCase.of(
            "variance", new BatchNormalization.Builder().nOut(5).useLogStd(false).build(), 5));
  }

  private static Stream<ContractCase> encoders() {
    return Stream.of(
        ContractCase.of(
            "encoder",
            new AutoEncoder.Builder().nIn(5).nOut(3).activation(Activation.SIGMOID).build(),
            5),
        ContractCase.of(
            "two layers",
            new VariationalAutoencoder.Builder()
                .nIn(5)
                .nOut(3)
                .encoderLayerSizes(4, 6)
                .decoderLayerSizes(4)
                .activation(Activation.TANH)
                .build(),
            5));
  }
}
