package dev.shopfuse.training.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.samskivert.mustache.Mustache;
import dev.shopfuse.training.AtomicFile;
import dev.shopfuse.training.FileProblem;
import dev.shopfuse.training.InputException;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineRun;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.MetricsFile;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code report.html}. Immutable.
 *
 * @param title what it is about
 * @param data what was learned from
 * @param config the settings
 * @param provenance what the model or table was made of
 * @param run the training run, if the report is about one
 * @param baselines the compared baseline table, if one was measured
 * @param stages what took how long
 */
public record Report(
    String title,
    DataSummary data,
    TrainingConfig config,
    ObjectNode provenance,
    Optional<TrainingResult> run,
    Optional<BaselineComparison> baselines,
    Stages stages) {
  /** The name of the file in a model directory. */
  public static final String NAME = "report.html";

  /** Where the Maven package of Chart.js keeps the script. */
  private static final String CHART =
      "/META-INF/resources/webjars/chart.js/4.4.4/dist/chart.umd.js";

  /**
   * Returns the report of a run.
   *
   * @param tables what was learned from, still open
   * @param stages what took how long besides the epochs and the rows of the table
   */
  public static Report ofRun(
      String title,
      VisitTables tables,
      TrainingInput input,
      TrainingResult run,
      Optional<BaselineComparison> baselines,
      Stages stages) {
    for (EpochReport epoch : run.epochs()) {
      stages.add("training steps", epoch.trainingSeconds());
      stages.add("evaluating on tune", epoch.evaluationSeconds());
    }
    baselines.ifPresent(comparison -> addRows(stages, comparison.table()));
    return new Report(
        title,
        stages.time("counting visits for this report", () -> DataSummary.of(tables)),
        run.model().config(),
        MetricsFile.provenance(run, input),
        Optional.of(run),
        baselines,
        stages);
  }

  /**
   * Returns the report of a baseline table.
   *
   * @param tables what was learned from, still open
   */
  public static Report ofBaselines(
      String title,
      VisitTables tables,
      TrainingInput input,
      TrainingConfig config,
      BaselineComparison baselines,
      Stages stages) {
    addRows(stages, baselines.table());
    return new Report(
        title,
        DataSummary.of(tables),
        config,
        MetricsFile.provenance(input),
        Optional.empty(),
        Optional.of(baselines),
        stages);
  }

  private static void addRows(Stages stages, BaselineTable table) {
    for (BaselineTable.Row row : table.rows()) {
      double seconds = row.runs().stream().mapToDouble(BaselineRun::seconds).sum();
      stages.add("row " + row.baseline().label(), seconds);
    }
  }

  /**
   * Writes the page; an earlier one is replaced when the new one is complete.
   *
   * @throws InputException if it cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFile.write(file, html().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FileProblem.unwritable(file, e);
    }
  }

  /** Returns the page. */
  public String html() {
    Map<String, Object> values = new HashMap<>(ReportText.of(this));
    values.put("style", resource("report.css"));
    values.put("chart", resource(CHART));
    values.put("script", resource("report.js"));
    values.put("plots", script(ReportPlots.of(this).toString()));
    return Mustache.compiler().compile(resource("report.html")).execute(values);
  }

  /** Keeps JSON from ending the script element that it stands in. */
  private static String script(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }
}
