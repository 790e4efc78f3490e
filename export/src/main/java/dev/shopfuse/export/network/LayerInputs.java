package dev.shopfuse.export.network;

import dev.shopfuse.export.onnx.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.graph.AttentionVertex;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.ShiftVertex;
import org.deeplearning4j.nn.conf.graph.StackVertex;
import org.deeplearning4j.nn.conf.graph.UnstackVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LearnedSelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SelfAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.conf.layers.util.MaskLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnn3DPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;

/** What single layers and preprocessors say of the shape they read, without the batch. */
final class LayerInputs {
  private LayerInputs() {}

  /** Returns the shape before a preprocessor. */
  static Optional<List<Dimension>> shape(InputPreProcessor first, Layer layer) {
    if (first instanceof FeedForwardToCnnPreProcessor flat) {
      return row(flat.getInputHeight() * flat.getInputWidth() * flat.getNumChannels());
    }
    if (first instanceof FeedForwardToCnn3DPreProcessor flat) {
      return row(
          (long) flat.getInputDepth()
              * flat.getInputHeight()
              * flat.getInputWidth()
              * flat.getNumChannels());
    }
    if (first instanceof CnnToFeedForwardPreProcessor picture && picture.getNumChannels() > 0) {
      return Optional.of(
          fixed(
              picture.getFormat() == CNN2DFormat.NHWC,
              picture.getNumChannels(),
              picture.getInputHeight(),
              picture.getInputWidth()));
    }
    if (first instanceof RnnToCnnPreProcessor series) {
      long features =
          (long) series.getInputHeight() * series.getInputWidth() * series.getNumChannels();
      return Optional.of(InputShapes.series(features, series.getRnnDataFormat() == RNNFormat.NWC));
    }
    if (first instanceof RnnToFeedForwardPreProcessor series
        && layer instanceof FeedForwardLayer dense
        && dense.getNIn() > 0) {
      return Optional.of(
          InputShapes.series(dense.getNIn(), series.getRnnDataFormat() == RNNFormat.NWC));
    }
    return Optional.empty();
  }

  private static Optional<List<Dimension>> row(long width) {
    return Optional.of(List.of(Dimension.of(width)));
  }

  private static List<Dimension> fixed(boolean channelsAreLast, long channels, long... lengths) {
    List<Dimension> shape = new ArrayList<>();
    for (long length : lengths) {
      shape.add(Dimension.of(length));
    }
    shape.add(channelsAreLast ? shape.size() : 0, Dimension.of(channels));
    return shape;
  }

  /** Returns the shape that a layer reads, if it says so. */
  static Optional<List<Dimension>> shape(Layer layer) {
    if (layer instanceof BaseWrapperLayer wrapper) {
      return shape(wrapper.getUnderlying());
    }
    if (layer instanceof Bidirectional both) {
      return shape(both.getFwd());
    }
    if (layer instanceof FrozenLayer frozen) {
      return shape(frozen.getLayer());
    }
    if (layer instanceof SameDiffLayer) {
      return attention(layer);
    }
    return layer instanceof FeedForwardLayer dense && dense.getNIn() > 0
        ? Optional.of(read(dense))
        : Optional.empty();
  }

  private static Optional<List<Dimension>> attention(Layer layer) {
    if (layer instanceof SelfAttentionLayer attention) {
      return Optional.of(InputShapes.series(attention.getNIn(), false));
    }
    return layer instanceof LearnedSelfAttentionLayer attention
        ? Optional.of(InputShapes.series(attention.getNIn(), false))
        : Optional.empty();
  }

  private static List<Dimension> read(FeedForwardLayer layer) {
    if (layer instanceof EmbeddingSequenceLayer sequence) {
      return List.of(
          sequence.isInferInputLength()
              ? NetworkInput.TIME
              : Dimension.of(sequence.getInputLength()));
    }
    if (layer instanceof EmbeddingLayer) {
      return List.of(Dimension.of(1));
    }
    if (layer instanceof BaseRecurrentLayer recurrent) {
      return InputShapes.series(layer.getNIn(), recurrent.getRnnDataFormat() == RNNFormat.NWC);
    }
    if (layer instanceof RnnOutputLayer output) {
      return InputShapes.series(layer.getNIn(), output.getRnnDataFormat() == RNNFormat.NWC);
    }
    return layer instanceof ConvolutionLayer convolution
        ? convolved(convolution)
        : List.of(Dimension.of(layer.getNIn()));
  }

  private static List<Dimension> convolved(ConvolutionLayer layer) {
    long channels = layer.getNIn();
    if (layer instanceof Convolution1DLayer series) {
      return InputShapes.series(channels, series.getRnnDataFormat() == RNNFormat.NWC);
    }
    if (layer instanceof Convolution3D volume) {
      return InputShapes.volume(channels, volume.getDataFormat() == Convolution3D.DataFormat.NDHWC);
    }
    if (layer instanceof Deconvolution3D volume) {
      return InputShapes.volume(channels, volume.getDataFormat() == Convolution3D.DataFormat.NDHWC);
    }
    return InputShapes.picture(channels, layer.getCnn2dDataFormat() == CNN2DFormat.NHWC);
  }

  /** Returns how many features the queries, the keys or the values of an attention have. */
  static long width(AttentionVertex attention, int position) {
    return switch (position) {
      case 0 -> attention.getNInQueries();
      case 1 -> attention.getNInKeys();
      default -> attention.getNInValues();
    };
  }

  /** Returns how many ids a layer knows that reads ids; else 0. */
  static long ids(Layer layer) {
    if (layer instanceof EmbeddingSequenceLayer sequence) {
      return sequence.getNIn();
    }
    return layer instanceof EmbeddingLayer rows ? rows.getNIn() : 0;
  }

  /** Returns whether a layer knows the features it reads, but not which axes are beside them. */
  static boolean readsAnyAxes(Layer layer) {
    return layer instanceof BatchNormalization;
  }

  /** Returns whether what a layer gives has the shape of what it reads. */
  static boolean keepsShape(Layer layer) {
    return layer instanceof ActivationLayer
        || layer instanceof BatchNormalization
        || layer instanceof DropoutLayer
        || layer instanceof LocalResponseNormalization
        || layer instanceof MaskLayer;
  }

  /** Returns whether a layer keeps the channels and changes the lengths of the other axes. */
  static boolean keepsChannels(Layer layer) {
    return layer instanceof NoParamLayer
        && !keepsShape(layer)
        && !(layer instanceof GlobalPoolingLayer
            || layer instanceof SpaceToBatchLayer
            || layer instanceof SpaceToDepthLayer);
  }

  /** Returns whether a layer on pictures has their channels last. */
  static boolean channelsAreLast(Layer layer) {
    CNN2DFormat format = CNN2DFormat.NCHW;
    if (layer instanceof SubsamplingLayer pooling) {
      format = pooling.getCnn2dDataFormat();
    } else if (layer instanceof ZeroPaddingLayer padding) {
      format = padding.getDataFormat();
    } else if (layer instanceof Cropping2D cropping) {
      format = cropping.getDataFormat();
    } else if (layer instanceof Upsampling2D upsampling) {
      format = upsampling.getFormat();
    }
    return format == CNN2DFormat.NHWC;
  }

  /** Returns whether what a vertex gives tells what it reads. */
  static boolean keepsShape(GraphVertex vertex) {
    return vertex instanceof ElementWiseVertex
        || vertex instanceof ScaleVertex
        || vertex instanceof ShiftVertex
        || vertex instanceof L2NormalizeVertex
        || vertex instanceof StackVertex
        || vertex instanceof UnstackVertex
        || vertex instanceof ReverseTimeSeriesVertex;
  }
}
