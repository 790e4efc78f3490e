package dev.shopfuse.export.onnx;

import dev.shopfuse.export.onnx.Dimension.Fixed;
import dev.shopfuse.export.onnx.Dimension.Symbol;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Products of lengths, some of which are symbols. */
final class Lengths {
  private static final Dimension REST = Dimension.of(-1);
  private static final Dimension COPY = Dimension.of(0);

  private static final Pattern PRODUCT = Pattern.compile("\\w+(\\*\\w+)+");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

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
    return symbol(factor == 1 ? names : factor + "*" + names);
  }

  /** Returns the sum; of equal symbols it is a product such as {@code 2*N}. */
  static Dimension sum(Dimension left, Dimension right) {
    if (left instanceof Fixed one && right instanceof Fixed other) {
      return Dimension.of(one.length() + other.length());
    }
    return symbols(List.of(left)).equals(symbols(List.of(right)))
        ? product(
            Stream.concat(
                    Stream.of(Dimension.of(fixed(List.of(left)) + fixed(List.of(right)))),
                    symbols(List.of(left)).stream())
                .toList())
        : symbol(left + " + " + right);
  }

  /** Returns a length that is not known, or the given one if that is less: {@code min(K, 4)}. */
  static Dimension atMost(Dimension length, long most) {
    return symbol("min(" + length + ", " + most + ")");
  }

  /** Returns how often a step fits: {@code floor((length + added) / step) + 1}. */
  static Dimension steps(NodeView node, Dimension length, long added, long step) {
    if (length instanceof Fixed fixed) {
      if (fixed.length() + added < 0) {
        throw node.error(
            "an axis of %s is too short by %d".formatted(length, -added - fixed.length()));
      }
      return Dimension.of((fixed.length() + added) / step + 1);
    }
    if (step == 1) {
      return spread(length, 1, added + 1);
    }
    if (added == -1) {
      return ceilQuotient(length, step);
    }
    return symbol("floor((" + length + signed(added) + ")/" + step + ") + 1");
  }

  /** Returns {@code ceil(length / divisor)}. */
  static Dimension ceilQuotient(Dimension length, long divisor) {
    if (length instanceof Fixed fixed) {
      return Dimension.of(-Math.floorDiv(-fixed.length(), divisor));
    }
    return divisor == 1 ? length : symbol("ceil((" + length + ")/" + divisor + ")");
  }

  /** Returns {@code length * step + added}. */
  static Dimension spread(Dimension length, long step, long added) {
    if (step == 1 && added == 0) {
      return length;
    }
    if (length instanceof Fixed fixed) {
      return Dimension.of(fixed.length() * step + added);
    }
    return step == 1
        ? symbol(length + signed(added))
        : symbol("(" + length + ")*" + step + signed(added));
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
    return divisor.is(1) ? product(above) : symbol(product(above) + "/" + divisor);
  }

  private static String signed(long number) {
    return (number < 0 ? " " : " +") + number;
  }

  /**
   * Returns the length that an expression describes. Of a long one the name is its digest, so that
   * names do not grow from node to node; equal expressions still have equal names.
   */
  private static Dimension symbol(String expression) {
    if (expression.length() <= Symbol.MAX_NAME) {
      return Dimension.of(expression);
    }
    UUID digest = UUID.nameUUIDFromBytes(expression.getBytes(StandardCharsets.UTF_8));
    return Dimension.of("length_" + digest.toString().replace('-', '_'));
  }

  private static long fixed(List<Dimension> lengths) {
    long product = 1;
    for (Dimension length : factors(lengths)) {
      product *= length instanceof Fixed known ? known.length() : 1;
    }
    return product;
  }

  private static List<Dimension> symbols(List<Dimension> lengths) {
    List<Dimension> symbols = factors(lengths);
    symbols.removeIf(Fixed.class::isInstance);
    return symbols;
  }

  /** Takes products such as {@code 3*N} apart again. */
  private static List<Dimension> factors(List<Dimension> lengths) {
    List<Dimension> factors = new ArrayList<>();
    for (Dimension length : lengths) {
      if (length instanceof Symbol symbol && PRODUCT.matcher(symbol.name()).matches()) {
        for (String factor : symbol.name().split("\\*", -1)) {
          factors.add(
              NUMBER.matcher(factor).matches()
                  ? Dimension.of(Long.parseLong(factor))
                  : Dimension.of(factor));
        }
      } else {
        factors.add(length);
      }
    }
    return factors;
  }
}
