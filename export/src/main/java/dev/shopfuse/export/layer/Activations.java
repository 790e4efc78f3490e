package dev.shopfuse.export.layer;

import static java.util.Map.entry;

import dev.shopfuse.export.onnx.Attribute;
import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationPReLU;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/** Writes the activation functions of DL4J; values keep their shape [.., H]. */
final class Activations {
  /** Writes one activation function. */
  @FunctionalInterface
  private interface Conversion {
    Value apply(IActivation function, LayerSite<?> site, Value input);
  }

  private static final Map<Class<? extends IActivation>, Conversion> CONVERSIONS =
      Map.ofEntries(
          entry(ActivationCube.class, (f, site, x) -> Formulas.cube(site, x)),
          entry(ActivationELU.class, (f, site, x) -> elu((ActivationELU) f, site, x)),
          entry(ActivationGELU.class, (f, site, x) -> gelu((ActivationGELU) f, site, x)),
          entry(ActivationHardSigmoid.class, node(Operator.HARD_SIGMOID)),
          entry(ActivationHardTanH.class, (f, site, x) -> Formulas.clip(site, x, -1, 1)),
          entry(ActivationIdentity.class, (f, site, x) -> x),
          entry(
              ActivationLReLU.class,
              (f, site, x) -> leaky(site, x, ((ActivationLReLU) f).getAlpha())),
          entry(
              ActivationMish.class,
              (f, site, x) ->
                  site.allows(Operator.MISH) ? site.add(Operator.MISH, x) : Formulas.mish(site, x)),
          entry(ActivationRReLU.class, (f, site, x) -> rrelu((ActivationRReLU) f, site, x)),
          entry(ActivationRationalTanh.class, (f, site, x) -> Formulas.rationalTanh(site, x)),
          entry(ActivationReLU.class, (f, site, x) -> relu((ActivationReLU) f, site, x)),
          entry(ActivationReLU6.class, (f, site, x) -> Formulas.clip(site, x, 0, 6)),
          entry(
              ActivationRectifiedTanh.class,
              (f, site, x) -> site.add(Operator.RELU, site.add(Operator.TANH, x))),
          entry(ActivationSELU.class, node(Operator.SELU)),
          entry(ActivationSigmoid.class, node(Operator.SIGMOID)),
          entry(ActivationSoftPlus.class, node(Operator.SOFTPLUS)),
          entry(ActivationSoftSign.class, node(Operator.SOFTSIGN)),
          entry(
              ActivationSoftmax.class,
              (f, site, x) -> site.add(Operator.SOFTMAX, x, Attribute.of("axis", -1))),
          entry(ActivationSwish.class, (f, site, x) -> Formulas.swish(site, x)),
          entry(ActivationTanH.class, node(Operator.TANH)),
          entry(
              ActivationThresholdedReLU.class,
              (f, site, x) -> thresholded((ActivationThresholdedReLU) f, site, x)));

  private static final Map<Class<? extends IActivation>, String> REFUSALS =
      Map.of(
          ActivationPReLU.class,
          "its slopes are an array that belongs to no layer; use a PReLULayer");

  private Activations() {}

  /**
   * Adds the nodes of an activation function.
   *
   * @throws UnsupportedLayerException if it is not supported; the message lists what is
   */
  static Value apply(IActivation function, LayerSite<?> site, Value input) {
    Conversion conversion = CONVERSIONS.get(function.getClass());
    if (conversion == null) {
      String reason = REFUSALS.getOrDefault(function.getClass(), "it is not one of DL4J's own");
      throw site.unsupported(
          "the activation %s is not supported: %s; supported are %s"
              .formatted(function.getClass().getSimpleName(), reason, String.join(", ", names())));
    }
    return conversion.apply(function, site, input);
  }

  /** Returns the functions that can be written, by name. */
  static List<String> names() {
    return CONVERSIONS.keySet().stream().map(Class::getSimpleName).sorted().toList();
  }

  /** Returns the functions of DL4J's that cannot be written, by name, and why not. */
  static SortedMap<String, String> refusals() {
    SortedMap<String, String> refusals = new TreeMap<>();
    REFUSALS.forEach((function, reason) -> refusals.put(function.getSimpleName(), reason));
    return refusals;
  }

  private static Conversion node(Operator operator) {
    return (function, site, input) -> site.add(operator, input);
  }

  private static Value elu(ActivationELU function, LayerSite<?> site, Value input) {
    return site.add(Operator.ELU, input, Attribute.of("alpha", (float) function.getAlpha()));
  }

  private static Value gelu(ActivationGELU function, LayerSite<?> site, Value input) {
    return function.isPrecise() ? Formulas.gelu(site, input) : Formulas.fastGelu(site, input);
  }

  private static Value leaky(LayerSite<?> site, Value input, double slope) {
    return site.add(Operator.LEAKY_RELU, input, Attribute.of("alpha", (float) slope));
  }

  /** The slope is drawn at random in training and is the middle of its range afterwards. */
  private static Value rrelu(ActivationRReLU function, LayerSite<?> site, Value input) {
    return leaky(site, input, (function.getL() + function.getU()) / 2);
  }

  private static Value relu(ActivationReLU function, LayerSite<?> site, Value input) {
    double slope = orZero(function.getNegativeSlope());
    double threshold = orZero(function.getThreshold());
    if (threshold == 0 && slope == 0 && function.getMax() != null) {
      return Formulas.clip(site, input, 0, function.getMax());
    }
    Value bent;
    if (threshold != 0) {
      bent = Formulas.relu(site, input, threshold, slope);
    } else {
      bent = slope == 0 ? site.add(Operator.RELU, input) : leaky(site, input, slope);
    }
    return function.getMax() == null
        ? bent
        : site.add(Operator.MIN, List.of(bent, site.scalar("most", function.getMax())));
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static Value thresholded(
      ActivationThresholdedReLU function, LayerSite<?> site, Value input) {
    return site.add(
        Operator.THRESHOLDED_RELU, input, Attribute.of("alpha", (float) function.getTheta()));
  }
}
