package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Products of lengths, some of which are symbols. */
final class Lengths {
  private static final Dimension REST = Dimension.of(-1);
  private static final Dimension COPY = Dimension.of(0);

  private Lengths() {}

  /** Returns the product; of symbols it is a symbol such as {@code 3*N}. */
  static Dimension product(List<Dimension> lengths) {
    long factor = fixed(lengths);
    List<Dimension> symbols = symbols(lengths);
    if (symbols.isEmpty() || factor == 0) {
      return Dimension.of(factor);
    }
    if (symbols.size() == 1 && factor == 1) {
      return symbols.get(0);
    }
    String names =
        symbols.stream().map(Dimension::toString).sorted().collect(Collectors.joining("*"));
    return Dimension.of(factor == 1 ? names : factor + "*" + names);
  }

  /** Returns what Reshape makes of a shape: 0 copies an axis, one -1 takes what is left. */
  static Shape reshape(NodeView node, Shape shape, List<Dimension> wanted) {
    List<Dimension> lengths = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      lengths.add(
          wanted.get(i).equals(COPY) ? shape.dimension(node.axis(i, shape.rank())) : wanted.get(i));
    }
    int rest = lengths.indexOf(REST);
    if (rest >= 0) {
      List<Dimension> others = new ArrayList<>(lengths);
      others.remove(rest);
      lengths.set(rest, quotient(node, shape, others));
    } else if (symbols(lengths).isEmpty()
        && symbols(shape.dimensions()).isEmpty()
        && fixed(lengths) != fixed(shape.dimensions())) {
      throw node.error("%s cannot become %s".formatted(shape, lengths));
    }
    return new Shape(lengths);
  }

  /** Divides; what is not known to divide evenly gets a symbol, such as {@code N/C}. */
  private static Dimension quotient(NodeView node, Shape shape, List<Dimension> others) {
    List<Dimension> above = symbols(shape.dimensions());
    List<Dimension> below = symbols(others);
    below.removeIf(above::remove);
    long common =
        BigInteger.valueOf(fixed(shape.dimensions()))
            .gcd(BigInteger.valueOf(fixed(others)))
            .longValue();
    if (common == 0 || (above.isEmpty() && fixed(others) != common)) {
      throw node.error("%s cannot be divided by %s".formatted(shape, others));
    }
    above.add(Dimension.of(fixed(shape.dimensions()) / common));
    below.add(Dimension.of(fixed(others) / common));
    Dimension divisor = product(below);
    return divisor.is(1) ? product(above) : Dimension.of(product(above) + "/" + divisor);
  }

  private static long fixed(List<Dimension> lengths) {
    long product = 1;
    for (Dimension length : lengths) {
      product *= length instanceof Fixed known ? known.length() : 1;
    }
    return product;
  }

  private static List<Dimension> symbols(List<Dimension> lengths) {
    List<Dimension> symbols = new ArrayList<>(lengths);
    symbols.removeIf(Fixed.class::isInstance);
    return symbols;
  }
}
