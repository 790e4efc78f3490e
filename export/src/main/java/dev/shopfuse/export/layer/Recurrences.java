package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** What recurrent layers share: time goes first for ONNX, [T, N, I], and back for DL4J. */
final class Recurrences {
  /** Added to a gate before its sigmoid, it opens or shuts the gate for good. */
  static final float SHUT = -1e4f;

  private static final String DOES_NOT_FIT = "in a recurrence, the activation %s is not supported";

  private Recurrences() {}

  static boolean isLast(BaseRecurrentLayer layer) {
    return layer.getRnnDataFormat() == RNNFormat.NWC;
  }

  static Value timeFirst(LayerSite<?> site, Value series, boolean featuresAreLast) {
    return featuresAreLast
        ? Rearrange.transpose(site, series, 1, 0, 2)
        : Rearrange.transpose(site, series, 2, 0, 1);
  }

  /** Output [T, 1, N, H] to [N, H, T] or [N, T, H]. */
  static Value batchFirst(LayerSite<?> site, Value output, boolean featuresAreLast) {
    Value oneDirection = Rearrange.squeeze(site, output, 1);
    return featuresAreLast
        ? Rearrange.transpose(site, oneDirection, 1, 0, 2)
        : Rearrange.transpose(site, oneDirection, 1, 2, 0);
  }

  /** Returns [T, N, I + 1] with one more feature: 0 where a step counts, -1 where it does not. */
  static Value withMask(LayerSite<?> site, Value series, Value mask) {
    Value less = site.add(Operator.SUB, List.of(mask, site.scalar("one", 1)));
    Value steps = Rearrange.transpose(site, Rearrange.unsqueeze(site, less, 2), 1, 0, 2);
    return site.add(Operator.CONCAT, List.of(series, steps), Attribute.of("axis", 2));
  }

  /** Returns the attributes that name the activations of a recurrence. */
  static List<Attribute> activations(LayerSite<?> site, IActivation... functions) {
    List<String> names = new ArrayList<>();
    List<Float> alphas = new ArrayList<>();
    List<Float> betas = new ArrayList<>();
    for (IActivation function : functions) {
      names.add(name(site, function));
      alpha(function).ifPresent(alphas::add);
      if (function instanceof ActivationIdentity) {
        betas.add(0f);
      } else if (function instanceof ActivationHardSigmoid) {
        betas.add(0.5f);
      }
    }
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute.Texts("activations", names));
    if (!alphas.isEmpty()) {
      attributes.add(new Attribute.Reals("activation_alpha", alphas));
    }
    if (!betas.isEmpty()) {
      attributes.add(new Attribute.Reals("activation_beta", betas));
    }
    return attributes;
  }

  private static String name(LayerSite<?> site, IActivation function) {
    if (function instanceof ActivationReLU relu && isPlain(relu)) {
      return "Relu";
    }
    Map<Class<? extends IActivation>, String> names =
        Map.of(
            ActivationTanH.class, "Tanh",
            ActivationSigmoid.class, "Sigmoid",
            ActivationHardSigmoid.class, "HardSigmoid",
            ActivationIdentity.class, "Affine",
            ActivationLReLU.class, "LeakyRelu",
            ActivationELU.class, "Elu",
            ActivationSoftSign.class, "Softsign",
            ActivationSoftPlus.class, "Softplus");
    String name = names.get(function.getClass());
    if (name == null) {
      throw site.unsupported(
          DOES_NOT_FIT.formatted(function.getClass().getSimpleName())
              + ", supported are ReLU and "
              + String.join(", ", new TreeSet<>(names.values())));
    }
    return name;
  }

  private static boolean isPlain(ActivationReLU relu) {
    return relu.getMax() == null
        && (relu.getNegativeSlope() == null || relu.getNegativeSlope() == 0)
        && (relu.getThreshold() == null || relu.getThreshold() == 0);
  }

  private static Optional<Float> alpha(IActivation function) {
    if (function instanceof ActivationLReLU leaky) {
      return Optional.of((float) leaky.getAlpha());
    }
    if (function instanceof ActivationELU elu) {
      return Optional.of((float) elu.getAlpha());
    }
    if (function instanceof ActivationHardSigmoid) {
      return Optional.of(0.2f);
    }
    return function instanceof ActivationIdentity ? Optional.of(1f) : Optional.empty();
  }
}
