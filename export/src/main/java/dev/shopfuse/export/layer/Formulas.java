package dev.shopfuse.export.layer;

import dev.shopfuse.export.onnx.Operator;
import dev.shopfuse.export.onnx.Value;
import java.util.List;

/** Activation functions that ONNX has no operator for, as formulas of x [.., H]. */
final class Formulas {
  private Formulas() {}

  static Value clip(LayerSite<?> site, Value x, double least, double most) {
    return site.add(
        Operator.CLIP, List.of(x, site.scalar("least", least), site.scalar("most", most)));
  }

  static Value cube(LayerSite<?> site, Value x) {
    return multiply(site, multiply(site, x, x), x);
  }

  /** x sigmoid(x). */
  static Value swish(LayerSite<?> site, Value x) {
    return multiply(site, x, site.add(Operator.SIGMOID, x));
  }

  /** x tanh(log(1 + exp(x))). */
  static Value mish(LayerSite<?> site, Value x) {
    return multiply(site, x, site.add(Operator.TANH, site.add(Operator.SOFTPLUS, x)));
  }

  /** x where it reaches the threshold, slope (x - threshold) below. */
  static Value relu(LayerSite<?> site, Value x, double threshold, double slope) {
    Value limit = site.scalar("threshold", threshold);
    Value below = site.add(Operator.LESS, List.of(x, limit));
    Value distance = site.add(Operator.SUB, List.of(x, limit));
    Value low = multiply(site, distance, site.scalar("slope", slope));
    return site.add(Operator.WHERE, List.of(below, low, x));
  }

  /**
   * x (1 + tanh(sqrt(2 / pi) (x + (0.044715 x)^3))) / 2, what DL4J calls the precise GELU: it cubes
   * the coefficient too, unlike the published formula and ONNX's operator.
   */
  static Value gelu(LayerSite<?> site, Value x) {
    Value cubic = cube(site, multiply(site, x, site.scalar("coefficient", 0.044715)));
    Value inner = multiply(site, add(site, x, cubic), site.scalar("root", Math.sqrt(2 / Math.PI)));
    Value share = addOne(site, site.add(Operator.TANH, inner));
    return multiply(site, x, multiply(site, site.scalar("half", 0.5), share));
  }

  /** x sigmoid(1.702 x), the approximation of GELU that DL4J uses unless told otherwise. */
  static Value fastGelu(LayerSite<?> site, Value x) {
    Value scaled = multiply(site, x, site.scalar("steepness", 1.702));
    return multiply(site, x, site.add(Operator.SIGMOID, scaled));
  }

  /**
   * 1.7159 f(2x/3) with f(y) = sign(y) (1 - 1 / (1 + |y| + y^2 + 1.41645 y^4)), a rational
   * approximation of tanh (https://arxiv.org/abs/1508.01292).
   */
  static Value rationalTanh(LayerSite<?> site, Value x) {
    Value y = multiply(site, x, site.scalar("slope", 2.0 / 3));
    Value square = multiply(site, y, y);
    Value fourth = multiply(site, multiply(site, square, square), site.scalar("fourth", 1.41645));
    Value sum = add(site, add(site, site.add(Operator.ABS, y), square), fourth);
    // 1 - 1/(1 + s) is s/(1 + s), which loses no digits near zero.
    Value share = site.add(Operator.DIV, List.of(sum, addOne(site, sum)));
    Value signed = multiply(site, site.add(Operator.SIGN, y), share);
    return multiply(site, signed, site.scalar("amplitude", 1.7159));
  }

  private static Value addOne(LayerSite<?> site, Value x) {
    return add(site, x, site.scalar("one", 1));
  }

  private static Value add(LayerSite<?> site, Value left, Value right) {
    return site.add(Operator.ADD, List.of(left, right));
  }

  private static Value multiply(LayerSite<?> site, Value left, Value right) {
    return site.add(Operator.MUL, List.of(left, right));
  }
}
