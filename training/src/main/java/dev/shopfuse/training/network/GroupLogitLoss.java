package dev.shopfuse.training.network;

import org.jspecify.annotations.Nullable;

/**
 * A {@link LogitLoss} that compares the one positive row of a group with the others. Immutable.
 *
 * <p>The weight of a group is that of its positive row; rows of weight 0 are not in it. Of the
 * negatives only the {@code hardest} highest ones count, 0 for all.
 */
abstract class GroupLogitLoss extends LogitLoss {
  private static final long serialVersionUID = 1;

  private final int hardest;

  GroupLogitLoss(int hardest) {
    this.hardest = hardest;
  }

  @Override
  final void evaluate(LossRows rows) {
    HardNegatives.keep(rows, hardest);
    int size = rows.groupSize();
    for (int from = 0; from < rows.count; from += size) {
      evaluate(rows, from, from + size, rows.positive(from, size));
    }
  }

  /** Fills in loss and gradient of the rows {@code from} to before {@code to}, one group. */
  abstract void evaluate(LossRows rows, int from, int to, int positive);

  @Override
  @SuppressWarnings("EqualsGetClass") // Two losses are equal only if they are of one kind.
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((GroupLogitLoss) other).hardest == hardest;
  }

  @Override
  public final int hashCode() {
    return 31 * getClass().hashCode() + hardest;
  }
}
