package dev.shopfuse.training.report;

import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.baseline.Bucket;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.statistics.Interval;
import dev.shopfuse.training.train.CalibrationReport;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.TrainingResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The words and tables of the page, by their names in the template. */
final class ReportText {
  private static final String METRIC = "ndcg@20";

  private final Report report;

  private ReportText(Report report) {
    this.report = report;
  }

  static Map<String, Object> of(Report report) {
    return new ReportText(report).values();
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    values.put("title", report.title());
    values.put("data", data());
    values.put("run", report.run().stream().map(this::run).toList());
    values.put("growth", growth());
    values.put("baselines", report.baselines().stream().map(ReportText::baselines).toList());
    values.put("learned_weights", learnedWeights());
    values.put("stages", stages());
    values.put("caveats", Caveats.of(report));
    values.put("config", report.config().toYaml().strip());
    values.put("provenance", report.provenance().toPrettyString());
    return values;
  }

  private Map<String, Object> data() {
    DataSummary data = report.data();
    double cells = (double) data.users() * data.shops();
    List<Map<String, Object>> splits = new ArrayList<>();
    for (DataSummary.SplitVisits split : data.splits()) {
      splits.add(
          Map.of(
              "split", split.split(),
              "item_visits", count(split.itemVisits()),
              "shop_visits", count(split.shopVisits()),
              "users", count(split.users()),
              "shop_users", count(split.shopUsers())));
    }
    return Map.of(
        "users", count(data.users()),
        "items", count(data.items()),
        "shops", count(data.shops()),
        "item_visits", count(data.visits(false)),
        "shop_visits", count(data.visits(true)),
        "density", text("%.3f %%", 100 * data.visits(true) / cells),
        "time", time(data),
        "samples", data.samples(),
        "splits", splits,
        "bad_rows", data.badRows());
  }

  private static String time(DataSummary data) {
    return data.timeRange()
        .map(range -> range.from() + " to " + range.to())
        .orElse(data.samples() ? "not kept in samples" : "unknown");
  }

  private Map<String, Object> run(TrainingResult run) {
    String monitored = report.config().training().monitor().metric();
    List<Map<String, Object>> epochs = new ArrayList<>();
    for (EpochReport epoch : run.epochs()) {
      epochs.add(
          Map.of(
              "epoch", epoch.epoch(),
              "loss", number(epoch.loss()),
              "value", epoch.tune().map(tune -> number(tune.value(monitored))).orElse(""),
              "seconds", text("%.1f", epoch.trainingSeconds() + epoch.evaluationSeconds()),
              "best", epoch.epoch() == run.bestEpoch()));
    }
    return Map.of(
        "tuned", run.tune().isPresent(),
        "metric", monitored,
        "best_epoch", run.bestEpoch(),
        "epochs", epochs,
        "metrics", run.tune().map(ReportText::metrics).orElse(List.of()),
        "cases", count(run.tune().map(Metrics::cases).orElse(0)),
        "calibration", run.calibration().stream().map(ReportText::calibration).toList());
  }

  private static List<Map<String, Object>> metrics(Metrics metrics) {
    List<Map<String, Object>> rows = new ArrayList<>();
    metrics
        .values()
        .forEach((name, value) -> rows.add(Map.of("name", name, "value", number(value))));
    return rows;
  }

  private static Map<String, Object> calibration(CalibrationReport calibration) {
    return Map.of(
        "pairs", count(calibration.pairs()),
        "scale", number(calibration.calibration().scale()),
        "shift", number(calibration.calibration().shift()),
        "ece_before", number(calibration.before().error()),
        "ece_after", number(calibration.after().error()),
        "loss_before", number(calibration.before().logLoss()),
        "loss_after", number(calibration.after().logLoss()));
  }

  private List<Map<String, Object>> growth() {
    return report.run().flatMap(TrainingResult::growth).stream().map(GrowthText::of).toList();
  }

  private List<Map<String, Object>> learnedWeights() {
    List<Map<String, Object>> rows = new ArrayList<>();
    report
        .run()
        .ifPresent(
            run ->
                LearnedWeights.of(run.model())
                    .forEach(
                        weight ->
                            rows.add(
                                Map.of(
                                    "place", weight.place(),
                                    "what", weight.what(),
                                    "value", number(weight.value())))));
    return rows;
  }

  private List<Map<String, Object>> stages() {
    double total = report.stages().slowestFirst().stream().mapToDouble(Map.Entry::getValue).sum();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map.Entry<String, Double> stage : report.stages().slowestFirst()) {
      rows.add(
          Map.of(
              "name", stage.getKey(),
              "seconds", text("%.1f", stage.getValue()),
              "share", text("%.0f %%", 100 * stage.getValue() / total)));
    }
    return rows;
  }

  private static Map<String, Object> baselines(BaselineComparison comparison) {
    BaselineTable table = comparison.table();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (BaselineTable.Row row : table.rows()) {
      Map<String, Object> cells = new HashMap<>();
      cells.put("row", row.baseline().label());
      cells.put("description", row.baseline().description());
      cells.put("ndcg", number(row.mean(METRIC)));
      OptionalDouble deviation = row.deviation(METRIC);
      cells.put("deviation", deviation.isPresent() ? number(deviation.getAsDouble()) : "");
      cells.put("recall", number(row.mean("recall@20")));
      cells.put("mrr", number(row.mean("mrr")));
      cells.put("seeds", row.runs().size());
      List<String> lifts = new ArrayList<>();
      for (Bucket bucket : Bucket.values()) {
        lifts.add(lift(comparison, row, bucket));
      }
      cells.put("lift", lifts.get(0));
      cells.put("lifts", lifts);
      rows.add(cells);
    }
    List<String> buckets = new ArrayList<>();
    for (Bucket bucket : Bucket.values()) {
      buckets.add("%s (%s)".formatted(bucket.label(), count(comparison.users(bucket))));
    }
    return Map.of(
        "split", table.split().label(),
        "note", table.choiceNote(),
        "several_seeds", table.hasSeveralSeeds(),
        "intervals", table.intervalNote(),
        "users", count(table.shopVisits().size()),
        "reference", comparison.reference().label(),
        "buckets", buckets,
        "rows", rows,
        "left_out", table.leftOut().stream().map(ReportText::leftOut).toList());
  }

  private static Map<String, Object> leftOut(BaselineTable.LeftOut row) {
    return Map.of("row", row.baseline().label(), "reason", row.reason());
  }

  private static String lift(BaselineComparison comparison, BaselineTable.Row row, Bucket bucket) {
    if (row.baseline().equals(comparison.reference())) {
      return "reference";
    }
    Optional<Interval> lift =
        comparison
            .cell(row.baseline(), bucket, METRIC)
            .flatMap(BaselineComparison.Cell::against)
            .map(against -> against.lift())
            .filter(interval -> Double.isFinite(interval.low() + interval.high()));
    return lift.map(
            interval ->
                text(
                    "%+.1f %% [%+.1f, %+.1f]",
                    100 * interval.value(), 100 * interval.low(), 100 * interval.high()))
        .orElse("");
  }

  static String number(double value) {
    return text("%.4f", value);
  }

  static String count(long value) {
    return text("%,d", value);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
