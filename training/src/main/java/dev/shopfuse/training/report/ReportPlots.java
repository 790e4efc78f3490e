package dev.shopfuse.training.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.baseline.Bucket;
import dev.shopfuse.training.evaluate.Reliability;
import dev.shopfuse.training.statistics.Interval;
import dev.shopfuse.training.train.CalibrationReport;
import dev.shopfuse.training.train.TrainingResult;
import java.util.List;

/** The numbers that the page's script plots. */
final class ReportPlots {
  private static final String METRIC = "ndcg@20";

  private ReportPlots() {}

  static ObjectNode of(Report report) {
    ObjectNode plots = JsonNodeFactory.instance.objectNode();
    plots.set("item_visits", counts(report.data().itemVisitsPerUser()));
    plots.set("shop_visits", counts(report.data().shopVisitsPerUser()));
    report.run().ifPresent(run -> putRun(plots, report, run));
    report
        .baselines()
        .ifPresent(
            baselines -> {
              plots.set("baselines", lifts(baselines, Bucket.ALL));
              ArrayNode buckets = plots.putArray("buckets");
              for (Bucket bucket : List.of(Bucket.NONE, Bucket.FEW, Bucket.SOME, Bucket.MANY)) {
                if (baselines.users(bucket) > 0) {
                  buckets.add(lifts(baselines, bucket));
                }
              }
            });
    return plots;
  }

  private static ObjectNode counts(List<DataSummary.Count> counts) {
    ObjectNode plot = JsonNodeFactory.instance.objectNode();
    counts.forEach(count -> plot.withArray("labels").add(count.visits()));
    counts.forEach(count -> plot.withArray("users").add(count.users()));
    return plot;
  }

  private static void putRun(ObjectNode plots, Report report, TrainingResult run) {
    String metric = report.config().training().monitor().metric();
    ObjectNode curves = plots.putObject("curves");
    curves.put("metric", metric).put("best_epoch", run.bestEpoch());
    run.epochs()
        .forEach(
            epoch -> {
              curves.withArray("epochs").add(epoch.epoch());
              curves.withArray("loss").add(epoch.loss());
              epoch.tune().ifPresent(tune -> curves.withArray("values").add(tune.value(metric)));
            });
    run.calibration().ifPresent(calibration -> putCalibration(plots, calibration));
  }

  private static void putCalibration(ObjectNode plots, CalibrationReport calibration) {
    ObjectNode plot = plots.putObject("calibration");
    plot.set("before", bins(calibration.before()));
    plot.set("after", bins(calibration.after()));
  }

  private static ArrayNode bins(Reliability reliability) {
    ArrayNode bins = JsonNodeFactory.instance.arrayNode();
    for (Reliability.Bin bin : reliability.bins()) {
      bins.addObject()
          .put("x", bin.meanProbability())
          .put("y", bin.positiveShare())
          .put("rows", bin.rows());
    }
    return bins;
  }

  /** The lift of each row over the reference, in percent, with its interval. */
  private static ObjectNode lifts(BaselineComparison baselines, Bucket bucket) {
    ObjectNode plot = JsonNodeFactory.instance.objectNode();
    plot.put("title", title(bucket)).put("users", baselines.users(bucket));
    plot.put("reference", baselines.reference().label());
    for (BaselineTable.Row row : baselines.table().rows()) {
      baselines
          .cell(row.baseline(), bucket, METRIC)
          .flatMap(BaselineComparison.Cell::against)
          .filter(against -> Double.isFinite(against.lift().low() + against.lift().high()))
          .ifPresent(against -> plot.withArray("rows").add(lift(row, against.lift())));
    }
    return plot;
  }

  private static String title(Bucket bucket) {
    return bucket == Bucket.ALL ? "all users" : bucket.label() + " shop visits";
  }

  private static ObjectNode lift(BaselineTable.Row row, Interval lift) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("row", row.baseline().label())
        .put("lift", 100 * lift.value())
        .put("low", 100 * lift.low())
        .put("high", 100 * lift.high());
  }
}
