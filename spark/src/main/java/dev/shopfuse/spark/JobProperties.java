package dev.shopfuse.spark;

import org.apache.hadoop.fs.Path;

/** What {@code spark-submit --conf spark.shopfuse.NAME=VALUE} sets, which become properties. */
final class JobProperties {
  private static final String SCRATCH = "spark.shopfuse.scratch";
  private static final String MAX_BAD_SHARE = "spark.shopfuse.maxBadShare";
  private static final String EXCLUDE_VISITED = "spark.shopfuse.excludeVisited";

  private JobProperties() {}

  /** Returns the folder for what lies between; by default the one that the output lies in. */
  static String scratch(String output) {
    Path parent = new Path(output).getParent();
    String beside = parent == null || parent.toString().isEmpty() ? "." : parent.toString();
    return System.getProperty(SCRATCH, beside);
  }

  /** Returns the share of bad rows of one file that is left out; none by default. */
  static double maxBadShare() {
    String text = System.getProperty(MAX_BAD_SHARE, "0");
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          MAX_BAD_SHARE + " is \"" + text + "\"; give a number from 0 to 1", e);
    }
  }

  /** Returns whether to leave out the shops that a user has visited; no by default. */
  static boolean excludeVisited() {
    String text = System.getProperty(EXCLUDE_VISITED, "false");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              EXCLUDE_VISITED + " is \"" + text + "\"; give true or false");
    };
  }
}
