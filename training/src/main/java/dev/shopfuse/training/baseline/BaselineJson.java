package dev.shopfuse.training.baseline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.statistics.Comparison;
import dev.shopfuse.training.statistics.Interval;

/** A compared baseline table as JSON. */
public final class BaselineJson {
  private BaselineJson() {}

  /**
   * Returns the table, with seeds, means, buckets and intervals, deviations where there are several
   * seeds, and the rows that were left out.
   */
  public static ObjectNode tree(BaselineComparison comparison) {
    BaselineTable table = comparison.table();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("split", table.split().label()).put("note", table.choiceNote());
    root.put("intervals", table.intervalNote());
    root.put("cases", table.shopVisits().size()).put("reference", comparison.reference().label());
    ObjectNode users = root.putObject("users_by_shop_visits");
    for (Bucket bucket : Bucket.values()) {
      users.put(bucket.label(), comparison.users(bucket));
    }
    root.putArray("rows").addAll(table.rows().stream().map(row -> row(comparison, row)).toList());
    ArrayNode leftOut = root.putArray("left_out");
    for (BaselineTable.LeftOut row : table.leftOut()) {
      leftOut.addObject().put("row", row.baseline().label()).put("reason", row.reason());
    }
    return root;
  }

  private static ObjectNode row(BaselineComparison comparison, BaselineTable.Row row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("row", row.baseline().label()).put("description", row.baseline().description());
    if (row.baseline().hasOwnSettings()) {
      ArrayNode settings = node.putArray("settings");
      row.baseline().settings().forEach(some -> some.values().forEach(settings.addObject()::set));
    }
    ObjectNode mean = node.putObject("mean");
    row.metrics().forEach(metric -> mean.put(metric, row.mean(metric)));
    row.metrics()
        .forEach(
            metric ->
                row.deviation(metric)
                    .ifPresent(value -> node.withObject("/deviation").put(metric, value)));
    for (BaselineRun run : row.runs()) {
      ObjectNode seed = node.withArray("seeds").addObject();
      seed.put("seed", run.seed()).put("seconds", run.seconds());
      run.metrics().values().forEach(seed.putObject("metrics")::put);
    }
    ObjectNode buckets = node.putObject("by_shop_visits");
    for (Bucket bucket : Bucket.values()) {
      for (String metric : BaselineComparison.METRICS) {
        comparison
            .cell(row.baseline(), bucket, metric)
            .ifPresent(cell -> buckets.withObject("/" + bucket.label()).set(metric, cell(cell)));
      }
    }
    return node;
  }

  private static ObjectNode cell(BaselineComparison.Cell cell) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mean", cell.mean());
    cell.against().ifPresent(against -> put(node, against));
    return node;
  }

  private static void put(ObjectNode node, Comparison against) {
    node.set("difference", interval(against.difference()));
    // Nothing is a multiple of a reference of 0, and JSON has no NaN.
    if (Double.isFinite(against.lift().value())
        && Double.isFinite(against.lift().low())
        && Double.isFinite(against.lift().high())) {
      node.set("lift", interval(against.lift()));
    }
  }

  private static ObjectNode interval(Interval interval) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("value", interval.value())
        .put("low", interval.low())
        .put("high", interval.high());
  }
}
