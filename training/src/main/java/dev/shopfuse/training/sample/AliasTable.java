package dev.shopfuse.training.sample;

/**
 * Draws from a discrete distribution in constant time (Walker 1977, set-up by Vose 1991).
 * Immutable.
 */
final class AliasTable {
  private final double[] keep;
  private final int[] alias;

  private AliasTable(double[] keep, int[] alias) {
    this.keep = keep;
    this.alias = alias;
  }

  /** Prepares draws proportional to the weights; their sum must be positive and finite. */
  static AliasTable of(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("Weight is " + weight + "; it must be 0 or more");
      }
      sum += weight;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("Sum of weights is " + sum + "; it must be positive");
    }
    double[] scaled = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      scaled[i] = weights[i] * weights.length / sum;
    }
    return new AliasTable(scaled, pair(scaled));
  }

  /** Fills each column up to 1 with the overflow of another; turns weights into keep shares. */
  private static int[] pair(double[] keep) {
    int size = keep.length;
    int[] alias = new int[size];
    int[] open = new int[size];
    int small = 0;
    int large = size;
    for (int i = 0; i < size; i++) {
      alias[i] = i;
      if (keep[i] < 1) {
        open[small++] = i;
      } else {
        open[--large] = i;
      }
    }
    while (small > 0 && large < size) {
      int poor = open[--small];
      int rich = open[large];
      alias[poor] = rich;
      keep[rich] -= 1 - keep[poor];
      if (keep[rich] < 1) {
        large++;
        open[small++] = rich;
      }
    }
    settle(keep, open, small, large);
    return alias;
  }

  /** What rounding left over keeps itself. */
  private static void settle(double[] keep, int[] open, int small, int large) {
    for (int i = 0; i < small; i++) {
      keep[open[i]] = 1;
    }
    for (int i = large; i < open.length; i++) {
      keep[open[i]] = 1;
    }
  }

  /**
   * Returns the index drawn by two uniform numbers.
   *
   * @param column a number in [0, 1)
   * @param coin a number in [0, 1)
   */
  int draw(double column, double coin) {
    int index = Math.min((int) (column * keep.length), keep.length - 1);
    return coin < keep[index] ? index : alias[index];
  }
}
