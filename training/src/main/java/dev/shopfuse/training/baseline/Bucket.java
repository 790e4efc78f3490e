package dev.shopfuse.training.baseline;

import java.util.List;
import java.util.stream.IntStream;

/** Users by how many shop visits are known of them when they are ranked for. */
public enum Bucket {
  ALL("all", 0, Integer.MAX_VALUE),
  NONE("0", 0, 0),
  FEW("1-2", 1, 2),
  NONE_OR_FEW("0-2", 0, 2),
  SOME("3-5", 3, 5),
  MANY("6+", 6, Integer.MAX_VALUE);

  private final String label;
  private final int least;
  private final int most;

  Bucket(String label, int least, int most) {
    this.label = label;
    this.least = least;
    this.most = most;
  }

  /** Returns the range of visits, such as {@code 1-2}. */
  public String label() {
    return label;
  }

  /** Returns the positions of the users in this bucket. */
  int[] users(List<Integer> shopVisits) {
    return IntStream.range(0, shopVisits.size())
        .filter(user -> shopVisits.get(user) >= least && shopVisits.get(user) <= most)
        .toArray();
  }
}
