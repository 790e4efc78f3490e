package dev.shopfuse.export.layer;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;

/** The converters of this package, by the kind of layer. */
@SuppressWarnings("deprecation") // Old files have layers that new code should not use.
final class StandardConverters {
  private StandardConverters() {}

  static List<LayerConverter<?>> all() {
    return Stream.of(feedForward(), spatial(), timed(), vertices(), grouped(), preprocessors())
        .flatMap(List::stream)
        .toList();
  }

  private static List<LayerConverter<?>> feedForward() {
    return List.of(
        new ActivationLayerConverter(),
        new AutoEncoderConverter(),
        new BatchNormalizationConverter(),
        new CenterLossOutputLayerConverter(),
        new ColumnDenseLayerConverter(),
        new DenseLayerConverter(),
        new DropoutLayerConverter(),
        new ElementWiseMultiplicationLayerConverter(),
        new EmbeddingLayerConverter(),
        new FrozenLayerConverter(),
        new FrozenLayerWithBackpropConverter(),
        new LossLayerConverter(),
        new OcnnOutputLayerConverter(),
        new OutputLayerConverter(),
        new PReLULayerConverter(),
        new VariationalAutoencoderConverter());
  }

  private static List<LayerConverter<?>> spatial() {
    return List.of(
        new Cnn3DLossLayerConverter(),
        new CnnLossLayerConverter(),
        new Convolution1DLayerConverter(),
        new Convolution3DConverter(),
        new ConvolutionLayerConverter(),
        new Cropping1DConverter(),
        new Cropping2DConverter(),
        new Cropping3DConverter(),
        new Deconvolution2DConverter(),
        new Deconvolution3DConverter(),
        new DepthwiseConvolution2DConverter(),
        new GlobalPoolingLayerConverter(),
        new LocalResponseNormalizationConverter(),
        new SeparableConvolution2DConverter(),
        new SpaceToDepthLayerConverter(),
        new Subsampling1DLayerConverter(),
        new Subsampling3DLayerConverter(),
        new SubsamplingLayerConverter(),
        new Upsampling1DConverter(),
        new Upsampling2DConverter(),
        new Upsampling3DConverter(),
        new ZeroPadding1DLayerConverter(),
        new ZeroPadding3DLayerConverter(),
        new ZeroPaddingLayerConverter());
  }

  private static List<LayerConverter<?>> timed() {
    return List.of(
        new BidirectionalConverter(),
        new EmbeddingSequenceLayerConverter(),
        new GravesBidirectionalLstmConverter(),
        new LastTimeStepConverter(),
        new LearnedSelfAttentionLayerConverter(),
        new LstmConverter<>(GravesLSTM.class),
        new LstmConverter<>(LSTM.class),
        new MaskLayerConverter(),
        new MaskZeroLayerConverter(),
        new RepeatVectorConverter(),
        new RnnLossLayerConverter(),
        new RnnOutputLayerConverter(),
        new SelfAttentionLayerConverter(),
        new SimpleRnnConverter(),
        new TimeDistributedConverter());
  }

  private static List<LayerConverter<?>> vertices() {
    return List.of(
        new AttentionVertexConverter(),
        new DuplicateToTimeSeriesVertexConverter(),
        new ElementWiseVertexConverter(),
        new FrozenVertexConverter(),
        new L2NormalizeVertexConverter(),
        new L2VertexConverter(),
        new LastTimeStepVertexConverter(),
        new MergeVertexConverter(),
        new PoolHelperVertexConverter(),
        new PreprocessorVertexConverter(),
        new ReshapeVertexConverter(),
        new ReverseTimeSeriesVertexConverter(),
        new ScaleVertexConverter(),
        new ShiftVertexConverter(),
        new StackVertexConverter(),
        new SubsetVertexConverter(),
        new UnstackVertexConverter());
  }

  /** The vertices of rows in groups, which the fused model is made of. */
  private static List<LayerConverter<?>> grouped() {
    return List.of(
        new CrossAddVertexConverter(),
        new CrossDotVertexConverter(),
        new GradientCaptureVertexConverter(),
        new GroupAddVertexConverter(),
        GroupAttentionVertexConverter.weighted(),
        new GroupDotVertexConverter(),
        GroupMeanVertexConverter.weighted(),
        new GroupMultiplyVertexConverter(),
        new GroupRectifierVertexConverter(),
        new LayerNormVertexConverter());
  }

  private static List<LayerConverter<?>> preprocessors() {
    return List.of(
        new Cnn3DToFeedForwardPreProcessorConverter(),
        new CnnToFeedForwardPreProcessorConverter(),
        new CnnToRnnPreProcessorConverter(),
        new ComposableInputPreProcessorConverter(),
        new FeedForwardToCnn3DPreProcessorConverter(),
        new FeedForwardToCnnPreProcessorConverter(),
        new FeedForwardToRnnPreProcessorConverter(),
        new RnnToCnnPreProcessorConverter(),
        new RnnToFeedForwardPreProcessorConverter());
  }
}
