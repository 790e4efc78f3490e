package dev.shopfuse.export.layer;

import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.Cnn3DLossLayer;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling1D;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.Upsampling3D;
import org.deeplearning4j.nn.conf.layers.ZeroPadding1DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping1D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping3D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Networks of pictures, volumes and windows over time. */
final class SpatialCases {
  private SpatialCases() {}

  static Stream<ContractCase> all() {
    return Stream.of(
            convolutions(), oneDimension(), deconvolutions(), pooling(), volumes(), shapes())
        .flatMap(cases -> cases);
  }

  private static ConvolutionLayer.Builder convolution(int... kernel) {
    return new ConvolutionLayer.Builder(kernel).nIn(3).nOut(4).activation(Activation.TANH);
  }

  private static Stream<ContractCase> convolutions() {
    return Stream.of(
        ContractCase.of("plain", convolution(3, 2).build(), 3, 6, 5),
        ContractCase.of(
            "padded, stride 2", convolution(3, 3).stride(2, 2).padding(1, 2).build(), 3, 7, 6),
        ContractCase.of("dilated", convolution(2, 2).dilation(2, 2).build(), 3, 7, 6),
        ContractCase.of(
            "same, even kernel",
            convolution(4, 2).convolutionMode(ConvolutionMode.Same).build(),
            3,
            7,
            6),
        ContractCase.of(
            "same, stride 2",
            convolution(3, 2).stride(2, 2).convolutionMode(ConvolutionMode.Same).build(),
            3,
            7,
            6),
        ContractCase.of("without bias", convolution(3, 3).hasBias(false).build(), 3, 6, 5),
        ContractCase.of(
            "channels last", convolution(3, 3).dataFormat(CNN2DFormat.NHWC).build(), 6, 5, 3),
        ContractCase.of(
            "two outputs a channel",
            new DepthwiseConvolution2D.Builder(3, 3)
                .nIn(3)
                .depthMultiplier(2)
                .nOut(6)
                .activation(Activation.TANH)
                .build(),
            3,
            6,
            5),
        ContractCase.of(
            "same, stride 2, channels last",
            new DepthwiseConvolution2D.Builder(3, 3)
                .nIn(3)
                .nOut(3)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .dataFormat(CNN2DFormat.NHWC)
                .activation(Activation.TANH)
                .build(),
            6,
            5,
            3),
        ContractCase.of(
            "two outputs a channel",
            new SeparableConvolution2D.Builder(3, 2)
                .nIn(3)
                .nOut(4)
                .depthMultiplier(2)
                .activation(Activation.TANH)
                .build(),
            3,
            6,
            5),
        ContractCase.of(
            "channels last",
            new SeparableConvolution2D.Builder(3, 2)
                .nIn(3)
                .nOut(4)
                .dataFormat(CNN2DFormat.NHWC)
                .activation(Activation.TANH)
                .build(),
            6,
            5,
            3),
        ContractCase.of(
            "without bias, same",
            new SeparableConvolution2D.Builder(3, 3)
                .nIn(3)
                .nOut(4)
                .hasBias(false)
                .stride(2, 2)
                .convolutionMode(ConvolutionMode.Same)
                .activation(Activation.TANH)
                .build(),
            3,
            6,
            5));
  }

  private static Convolution1DLayer.Builder series(int kernel) {
    return new Convolution1DLayer.Builder(kernel).nIn(3).nOut(4).activation(Activation.TANH);
  }

  private static Stream<ContractCase> oneDimension() {
    return Stream.of(
        ContractCase.of("plain", series(3).build(), 3, 9),
        ContractCase.of("padded, stride 2", series(3).stride(2).padding(1).build(), 3, 9),
        ContractCase.of(
            "same", series(2).convolutionMode(ConvolutionMode.Same).build(), 3, ContractCase.TIME),
        ContractCase.of(
            "same, stride 2, any length",
            series(3).stride(2).convolutionMode(ConvolutionMode.Same).build(),
            3,
            ContractCase.TIME),
        ContractCase.of(
            "causal, dilated",
            series(3).dilation(2).convolutionMode(ConvolutionMode.Causal).build(),
            3,
            ContractCase.TIME),
        ContractCase.of("features last", series(3).rnnDataFormat(RNNFormat.NWC).build(), 9, 3),
        ContractCase.of(
                "same, masked",
                series(3).convolutionMode(ConvolutionMode.Same).build(),
                3,
                ContractCase.TIME)
            .withMasks("in"),
        ContractCase.of("padded, masked", series(3).padding(1).build(), 3, ContractCase.TIME)
            .withMasks("in"),
        ContractCase.of("maximum", pool1d(PoolingType.MAX).build(), 3, 9),
        ContractCase.of("average", pool1d(PoolingType.AVG).build(), 3, 9),
        ContractCase.of("norm", pool1d(PoolingType.PNORM).pnorm(3).build(), 3, 9));
  }

  private static Subsampling1DLayer.Builder pool1d(PoolingType type) {
    return new Subsampling1DLayer.Builder(type).kernelSize(3).stride(2);
  }

  private static Stream<ContractCase> deconvolutions() {
    return Stream.of(
        ContractCase.of("stride 2", deconvolution().stride(2, 2).build(), 3, 4, 5),
        ContractCase.of("padded", deconvolution().padding(1, 1).build(), 3, 4, 5),
        ContractCase.of("dilated", deconvolution().dilation(2, 2).build(), 3, 4, 5),
        ContractCase.of(
            "same, stride 2",
            deconvolution().stride(2, 2).convolutionMode(ConvolutionMode.Same).build(),
            3,
            4,
            5),
        ContractCase.of(
            "channels last, without bias",
            deconvolution().dataFormat(CNN2DFormat.NHWC).hasBias(false).build(),
            4,
            5,
            3),
        ContractCase.of("stride 2", deconvolution3d().stride(2, 2, 2).build(), 3, 2, 3, 4),
        ContractCase.of(
            "channels last",
            deconvolution3d().dataFormat(Convolution3D.DataFormat.NDHWC).build(),
            2,
            3,
            4,
            3));
  }

  private static Deconvolution2D.Builder deconvolution() {
    return new Deconvolution2D.Builder(3, 3).nIn(3).nOut(2).activation(Activation.TANH);
  }

  private static Deconvolution3D.Builder deconvolution3d() {
    return new Deconvolution3D.Builder()
        .kernelSize(2, 2, 2)
        .nIn(3)
        .nOut(2)
        .activation(Activation.TANH);
  }

  private static SubsamplingLayer.Builder pool(PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(3, 2).stride(2, 2);
  }

  private static Stream<ContractCase> pooling() {
    return Stream.of(
        ContractCase.of("maximum", pool(PoolingType.MAX).build(), 3, 7, 6),
        ContractCase.of("maximum, dilated", pool(PoolingType.MAX).dilation(2, 2).build(), 3, 7, 6),
        ContractCase.of("average, padded", pool(PoolingType.AVG).padding(1, 1).build(), 3, 7, 6),
        ContractCase.of(
            "average, padding counts",
            pool(PoolingType.AVG).padding(1, 1).avgPoolIncludePadInDivisor(true).build(),
            3,
            7,
            6),
        ContractCase.of(
            "average, same",
            pool(PoolingType.AVG).convolutionMode(ConvolutionMode.Same).build(),
            3,
            7,
            6),
        ContractCase.of(
            "maximum, same",
            pool(PoolingType.MAX).convolutionMode(ConvolutionMode.Same).build(),
            3,
            7,
            6),
        ContractCase.of("norm", pool(PoolingType.PNORM).pnorm(2).build(), 3, 7, 6),
        ContractCase.of(
            "channels last", pool(PoolingType.MAX).dataFormat(CNN2DFormat.NHWC).build(), 7, 6, 3),
        ContractCase.of(
            "maximum",
            new Subsampling3DLayer.Builder(Subsampling3DLayer.PoolingType.MAX)
                .kernelSize(2, 2, 2)
                .stride(2, 2, 2)
                .build(),
            3,
            4,
            5,
            6),
        ContractCase.of(
            "channels last",
            new Subsampling3DLayer.Builder(Subsampling3DLayer.PoolingType.MAX)
                .kernelSize(2, 2, 2)
                .stride(2, 2, 2)
                .dataFormat(Convolution3D.DataFormat.NDHWC)
                .build(),
            4,
            5,
            6,
            3),
        ContractCase.of(
            "average, same",
            new Subsampling3DLayer.Builder(Subsampling3DLayer.PoolingType.AVG)
                .kernelSize(2, 2, 2)
                .stride(1, 1, 1)
                .convolutionMode(ConvolutionMode.Same)
                .build(),
            3,
            4,
            5,
            6));
  }

  private static Convolution3D.Builder convolution3d() {
    return new Convolution3D.Builder(2, 3, 2).nIn(3).nOut(2).activation(Activation.TANH);
  }

  private static Stream<ContractCase> volumes() {
    return Stream.of(
        ContractCase.of("plain", convolution3d().build(), 3, 4, 5, 6),
        ContractCase.of(
            "same, stride 2",
            convolution3d().stride(2, 2, 2).convolutionMode(ConvolutionMode.Same).build(),
            3,
            4,
            5,
            6),
        ContractCase.of(
            "channels last",
            convolution3d().dataFormat(Convolution3D.DataFormat.NDHWC).build(),
            4,
            5,
            6,
            3),
        ContractCase.of("twice", new Upsampling3D.Builder(2).build(), 3, 2, 3, 4),
        ContractCase.of("rim", new ZeroPadding3DLayer.Builder(1, 2, 0).build(), 3, 2, 3, 4),
        ContractCase.of("rim", new Cropping3D.Builder(1, 0, 1, 1, 0, 2).build(), 3, 4, 4, 4),
        ContractCase.of(
            "softmax",
            new Cnn3DLossLayer.Builder(Convolution3D.DataFormat.NCDHW)
                .lossFunction(LossFunctions.LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build(),
            3,
            2,
            3,
            4));
  }

  private static Stream<ContractCase> shapes() {
    return Stream.of(
        ContractCase.of("three times", new Upsampling1D.Builder(3).build(), 3, ContractCase.TIME),
        ContractCase.of(
            "two by three", new Upsampling2D.Builder().size(new int[] {2, 3}).build(), 3, 4, 5),
        ContractCase.of(
            "channels last",
            new Upsampling2D.Builder(2).dataFormat(CNN2DFormat.NHWC).build(),
            4,
            5,
            3),
        ContractCase.of(
            "before and after", new ZeroPadding1DLayer.Builder(2, 1).build(), 3, ContractCase.TIME),
        ContractCase.of("four sides", new ZeroPaddingLayer.Builder(1, 2, 0, 3).build(), 3, 4, 5),
        ContractCase.of(
            "channels last",
            new ZeroPaddingLayer.Builder(1, 2).dataFormat(CNN2DFormat.NHWC).build(),
            4,
            5,
            3),
        ContractCase.of("before and after", new Cropping1D.Builder(2, 1).build(), 3, 8),
        ContractCase.of("four sides", new Cropping2D.Builder(1, 2, 0, 1).build(), 3, 6, 5),
        ContractCase.of(
            "channels last",
            new Cropping2D.Builder(1, 1).dataFormat(CNN2DFormat.NHWC).build(),
            6,
            5,
            3),
        ContractCase.of(
            "blocks of 2", new SpaceToDepthLayer.Builder(2, CNN2DFormat.NCHW).build(), 3, 4, 6),
        ContractCase.of(
            "channels last", new SpaceToDepthLayer.Builder(2, CNN2DFormat.NHWC).build(), 4, 6, 3),
        ContractCase.of("odd n", new LocalResponseNormalization.Builder().n(3).build(), 6, 3, 4),
        ContractCase.of(
            "even n",
            new LocalResponseNormalization.Builder().n(4).alpha(0.3).beta(0.5).k(1.5).build(),
            6,
            3,
            4),
        ContractCase.of(
            "softmax",
            new CnnLossLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .activation(Activation.SOFTMAX)
                .build(),
            3,
            4,
            5),
        ContractCase.of("maximum over space", new GlobalPoolingLayer(PoolingType.MAX), 3, 4, 5),
        ContractCase.of("average over volume", new GlobalPoolingLayer(PoolingType.AVG), 3, 2, 4, 5),
        ContractCase.of(
            "kept axes",
            new GlobalPoolingLayer.Builder(PoolingType.SUM).collapseDimensions(false).build(),
            3,
            4,
            5),
        ContractCase.of(
            "norm over time",
            new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(3).build(),
            3,
            ContractCase.TIME),
        ContractCase.of(
                "masked maximum", new GlobalPoolingLayer(PoolingType.MAX), 3, ContractCase.TIME)
            .withMasks("in"),
        ContractCase.of(
                "masked average", new GlobalPoolingLayer(PoolingType.AVG), 3, ContractCase.TIME)
            .withMasks("in"),
        ContractCase.of(
                "masked norm",
                new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(2).build(),
                3,
                ContractCase.TIME)
            .withMasks("in"));
  }
}
