package dev.shopfuse.cli;

import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.baseline.Bucket;
import dev.shopfuse.training.statistics.Comparison;
import dev.shopfuse.training.statistics.Interval;
import java.util.List;
import java.util.OptionalDouble;

/** A compared baseline table as text. */
final class BaselineText {
  private static final List<String> COLUMNS = List.of("recall@20", "mrr");
  private static final String HEADLINE = "ndcg@20";

  private BaselineText() {}

  static void print(BaselineComparison comparison, Output output) {
    BaselineTable table = comparison.table();
    String reference = comparison.reference().label();
    output.say(
        "   %-21s%9s %7s%11s%9s   %s",
        "",
        HEADLINE,
        table.hasSeveralSeeds() ? "+-" : "",
        COLUMNS.get(0),
        COLUMNS.get(1),
        HEADLINE + " against " + reference);
    for (BaselineTable.Row row : table.rows()) {
      output.say(
          "   %-21s%9.4f %7s%11.4f%9.4f   %s",
          row.baseline().label(),
          row.mean(HEADLINE),
          deviation(row),
          row.mean(COLUMNS.get(0)),
          row.mean(COLUMNS.get(1)),
          lift(comparison, row.baseline(), Bucket.ALL));
    }
    output.say(
        "   %,d users; %s[..] is the 95 %% interval %s.",
        table.shopVisits().size(),
        table.hasSeveralSeeds() ? "+- is the deviation over seeds, " : "",
        table.intervalNote());
    output.say("   %s", table.choiceNote());
    for (BaselineTable.Row row : table.rows()) {
      if (row.baseline().hasOwnSettings()) {
        output.say("   %s: %s.", row.baseline().label(), row.baseline().description());
      }
    }
  }

  private static String deviation(BaselineTable.Row row) {
    OptionalDouble deviation = row.deviation(HEADLINE);
    return deviation.isPresent() ? "%.4f".formatted(deviation.getAsDouble()) : "";
  }

  /** Prints the lift of each row by the number of the users' shop visits. */
  static void printBuckets(BaselineComparison comparison, Output output) {
    output.say(
        "%n%s against %s by the user's known shop visits",
        HEADLINE, comparison.reference().label());
    for (Bucket bucket : Bucket.values()) {
      if (bucket == Bucket.ALL || comparison.users(bucket) == 0) {
        continue;
      }
      output.say("   %s visits, %,d users", bucket.label(), comparison.users(bucket));
      for (BaselineTable.Row row : comparison.table().rows()) {
        double mean =
            comparison
                .cell(row.baseline(), bucket, HEADLINE)
                .map(BaselineComparison.Cell::mean)
                .orElse(Double.NaN);
        output.say(
            "     %-19s%9.4f   %s",
            row.baseline().label(), mean, lift(comparison, row.baseline(), bucket));
      }
    }
  }

  private static String lift(BaselineComparison comparison, Baseline row, Bucket bucket) {
    return comparison
        .cell(row, bucket, HEADLINE)
        .flatMap(BaselineComparison.Cell::against)
        .map(Comparison::lift)
        .map(BaselineText::percent)
        .orElse("reference");
  }

  private static String percent(Interval lift) {
    return "%+.1f %% [%+.1f, %+.1f]"
        .formatted(100 * lift.value(), 100 * lift.low(), 100 * lift.high());
  }
}
