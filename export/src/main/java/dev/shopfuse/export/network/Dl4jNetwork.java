package dev.shopfuse.export.network;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A DL4J network of either kind. As little thread-safe as the network. */
public sealed interface Dl4jNetwork {
  /**
   * A network of layers in a row; its input is called {@code in}, its layers by their number.
   *
   * @param graph the same layers and numbers, copied
   */
  record Layers(MultiLayerNetwork network, ComputationGraph graph) implements Dl4jNetwork {
    /** Copies the network; DL4J refuses settings here that it read without a word. */
    public Layers(MultiLayerNetwork network) {
      this(network, network.toComputationGraph());
    }

    @Override
    public INDArray[] output(INDArray[] inputs, INDArray @Nullable [] masks) {
      INDArray mask = masks == null ? null : masks[0];
      return new INDArray[] {network.output(inputs[0], false, mask, null)};
    }
  }

  /** A network of vertices with names. */
  record Graph(ComputationGraph graph) implements Dl4jNetwork {
    @Override
    public INDArray[] output(INDArray[] inputs, INDArray @Nullable [] masks) {
      return graph.output(false, inputs, masks);
    }
  }

  /** Returns the network as a graph; of layers in a row, a copy. */
  ComputationGraph graph();

  /** Returns what the network itself computes. */
  INDArray[] output(INDArray[] inputs, INDArray @Nullable [] masks);
}
