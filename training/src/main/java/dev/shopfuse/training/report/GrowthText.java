package dev.shopfuse.training.report;

import dev.shopfuse.training.evaluate.RankingMetrics;
import dev.shopfuse.training.statistics.Interval;
import dev.shopfuse.training.train.Growth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words and table of a run that began with an earlier model. */
final class GrowthText {
  private GrowthText() {}

  static Map<String, Object> of(Growth growth) {
    Map<String, Object> values = new HashMap<>();
    values.put("from", growth.from().substring(0, 12));
    values.put("items", ReportText.count(growth.addedItems()));
    values.put("shops", ReportText.count(growth.addedShops()));
    values.put(
        "rows",
        growth.addedRows().isEmpty()
            ? "none"
            : String.join(
                ", ",
                growth.addedRows().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + ReportText.count(entry.getValue()))
                    .toList()));
    List<Map<String, Object>> changes = new ArrayList<>();
    growth.earlierUsers().ifPresent(change -> changes.add(change("earlier users", change)));
    growth.newVisits().ifPresent(change -> changes.add(change("new visits", change)));
    values.put("changes", changes);
    values.put("note", growth.earlierUsersNote().stream().toList());
    return values;
  }

  private static Map<String, Object> change(String name, Growth.Change change) {
    Interval difference = change.comparison().difference();
    List<Map<String, Object>> metrics = new ArrayList<>();
    for (String metric : RankingMetrics.names()) {
      double before = change.before().value(metric);
      double after = change.after().value(metric);
      metrics.add(
          Map.of(
              "name",
              metric,
              "before",
              ReportText.number(before),
              "after",
              ReportText.number(after),
              "difference",
              metric.equals(change.metric())
                  ? ReportText.text(
                      "%+.4f [%+.4f, %+.4f]",
                      difference.value(), difference.low(), difference.high())
                  : ReportText.text("%+.4f", after - before)));
    }
    return Map.of(
        "name", name, "users", ReportText.count(change.after().cases()), "metrics", metrics);
  }
}
