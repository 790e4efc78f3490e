package dev.shopfuse.training.simulate;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A point in the space of hidden tastes. Immutable. */
final class Taste {
  /** How many numbers make a taste. */
  static final int DIMENSIONS = 8;

  private final double[] values;

  private Taste(double[] values) {
    this.values = values;
  }

  /** Draws each number from a normal distribution. */
  static Taste random(Random random, double deviation) {
    double[] values = new double[DIMENSIONS];
    for (int i = 0; i < values.length; i++) {
      values[i] = deviation * random.nextGaussian();
    }
    return new Taste(values);
  }

  Taste plus(double weight, Taste other) {
    double[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * other.values[i];
    }
    return new Taste(sum);
  }

  Taste times(double weight) {
    return plus(weight - 1, this);
  }

  /** Returns the taste of length 1 in this direction. */
  Taste unit() {
    double length = Math.sqrt(dot(this));
    double[] unit = values.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= length;
    }
    return new Taste(unit);
  }

  double dot(Taste other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * other.values[i];
    }
    return sum;
  }

  /** Returns the numbers as cells of a table. */
  String cells() {
    return DoubleStream.of(values)
        .mapToObj(MarketplaceFiles::number)
        .collect(Collectors.joining(","));
  }
}
