package dev.shopfuse.export.layer;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Subsampling1DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;

/** Layers that change a mask, before a layer that looks at it. */
final class MaskedCases {
  private static final long T = ContractCase.TIME;

  private MaskedCases() {}

  static Stream<ContractCase> all() {
    LSTM cells = new LSTM.Builder().nIn(3).nOut(4).activation(Activation.TANH).build();
    return Stream.of(
        ContractCase.of(
                "bidirectional, masked",
                new LastTimeStep(new Bidirectional(Bidirectional.Mode.CONCAT, cells)),
                3,
                T)
            .withMasks("in"),
        ContractCase.of(
                "sum, masked", new GlobalPoolingLayer.Builder(PoolingType.SUM).build(), 3, T)
            .withMasks("in"),
        ContractCase.of("masked series", new StackVertex(), List.of("a", "b"), 3, T)
            .withMasks("a", "b"),
        pooled(
            "pooled",
            new Subsampling1DLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(2)
                .stride(1)
                .convolutionMode(ConvolutionMode.Same)
                .build()),
        pooled("causal, dilated", window().dilation(2).convolutionMode(ConvolutionMode.Causal)),
        pooled("same, stride 2", window().stride(2).convolutionMode(ConvolutionMode.Same)));
  }

  private static Convolution1DLayer.Builder window() {
    return new Convolution1DLayer.Builder(3).nIn(3).nOut(5);
  }

  private static ContractCase pooled(String name, Convolution1DLayer.Builder layer) {
    return pooled(name, layer.build());
  }

  private static ContractCase pooled(String name, Layer layer) {
    return ContractCase.of(
            name + ", masked and pooled",
            layer.getClass(),
            LayerContract.graph()
                .addInputs("in")
                .addLayer("layer", layer, "in")
                .addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), "layer")
                .setOutputs("mean"),
            Map.of("in", new long[] {3, T}))
        .withMasks("in");
  }
}
