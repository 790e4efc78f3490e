package dev.shopfuse.export.layer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.CapsuleLayer;
import org.deeplearning4j.nn.conf.layers.CapsuleStrengthLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1D;
import org.deeplearning4j.nn.conf.layers.Convolution2D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected1D;
import org.deeplearning4j.nn.conf.layers.LocallyConnected2D;
import org.deeplearning4j.nn.conf.layers.Pooling1D;
import org.deeplearning4j.nn.conf.layers.Pooling2D;
import org.deeplearning4j.nn.conf.layers.PrimaryCapsules;
import org.deeplearning4j.nn.conf.layers.RecurrentAttentionLayer;
import org.deeplearning4j.nn.conf.layers.SpaceToBatchLayer;
import org.deeplearning4j.nn.conf.layers.objdetect.Yolo2OutputLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaVertex;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffOutputLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffVertex;

/** DL4J's layers without a converter, and why they have none. */
final class Refusals {
  private static final String CAPSULES =
      "capsules are a program of SameDiff with a loop, of which DL4J keeps no ONNX form";
  private static final String LOCAL =
      "every place has its own weights, which ONNX has no operator for";
  private static final String OWN_PROGRAM =
      "what it computes is a program that its user writes, not a setting";

  private static final String ALIAS = "only a name: its builder makes a ";

  private static final Map<Class<?>, String> REASONS =
      Map.ofEntries(
          Map.entry(Convolution1D.class, ALIAS + "Convolution1DLayer"),
          Map.entry(Convolution2D.class, ALIAS + "ConvolutionLayer"),
          Map.entry(Pooling1D.class, ALIAS + "Subsampling1DLayer"),
          Map.entry(Pooling2D.class, ALIAS + "SubsamplingLayer"),
          Map.entry(CapsuleLayer.class, CAPSULES),
          Map.entry(CapsuleStrengthLayer.class, CAPSULES),
          Map.entry(PrimaryCapsules.class, CAPSULES),
          Map.entry(LocallyConnected1D.class, LOCAL),
          Map.entry(LocallyConnected2D.class, LOCAL),
          Map.entry(
              RecurrentAttentionLayer.class,
              "each step attends on what the step before gave, which needs a loop over a graph"),
          Map.entry(
              SpaceToBatchLayer.class,
              "it changes the number of examples, so that outputs belong to no input"),
          Map.entry(
              Yolo2OutputLayer.class,
              "its output is made of parts with different activations; end at the layer before"),
          Map.entry(SameDiffLayer.class, OWN_PROGRAM),
          Map.entry(SameDiffLambdaLayer.class, OWN_PROGRAM),
          Map.entry(SameDiffOutputLayer.class, OWN_PROGRAM),
          Map.entry(SameDiffVertex.class, OWN_PROGRAM),
          Map.entry(SameDiffLambdaVertex.class, OWN_PROGRAM));

  private Refusals() {}

  /** Returns why a layer is refused; nothing if it is not a layer that is known here. */
  static Optional<String> reason(Class<?> layer) {
    for (Class<?> type = layer; type != null; type = type.getSuperclass()) {
      if (REASONS.containsKey(type)) {
        return Optional.of(REASONS.get(type));
      }
    }
    return Optional.empty();
  }

  /** Returns the layers that are refused. */
  static Set<Class<?>> layers() {
    return REASONS.keySet();
  }
}
