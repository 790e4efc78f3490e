package dev.shopfuse.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shopfuse.sdk.feature.FeatureContract;
import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineRun;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.config.Direction;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.RankingMetrics;
import dev.shopfuse.training.evaluate.ScoredPairs;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.TinyMarket;
import dev.shopfuse.training.sample.SampleShards;
import dev.shopfuse.training.sample.ShardWriter;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.Progress;
import dev.shopfuse.training.table.TableFolder;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.EpochReport;
import dev.shopfuse.training.train.Growth;
import dev.shopfuse.training.train.ShardedInput;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  /** Anything that a browser would fetch. */
  private static final Pattern FETCHED =
      Pattern.compile("(src|href)\\s*=|@import|url\\(|<(link|img|iframe)\\b");

  @TempDir private Path folder;

  private static BaselineTable.Row row(Baseline baseline, int... ranks) {
    Evaluation evaluation = evaluation(ranks);
    return new BaselineTable.Row(
        baseline, List.of(new BaselineRun(7, evaluation.metrics(), evaluation.ranks(), 1)));
  }

  private static Evaluation evaluation(int... ranks) {
    List<int[]> places = Arrays.stream(ranks).mapToObj(rank -> new int[] {rank}).toList();
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : RankingMetrics.names()) {
      values.put(
          name,
          places.stream().mapToDouble(p -> RankingMetrics.of(name, p)).average().orElseThrow());
    }
    return new Evaluation(new Metrics(places.size(), values), places, new ScoredPairs());
  }

  private static BaselineTable table() {
    return new BaselineTable(
        Split.TUNE,
        List.of(0, 4, 4),
        List.of(row(Baseline.POPULARITY, 9, 8, 3), row(Baseline.FUSED, 1, 2, 3)));
  }

  private static Report report(String title) {
    return report(title, table());
  }

  private static Report report(String title, BaselineTable table) {
    Stages stages = new Stages();
    stages.add("quick", 1);
    stages.add("slow", 3);
    return new Report(
        title,
        new DataSummary(
            1234,
            20,
            5,
            List.of(new DataSummary.SplitVisits("train", 30, 10, 8, 7)),
            List.of(new DataSummary.Count("0", 2), new DataSummary.Count("1", 6)),
            List.of(new DataSummary.Count("0", 8)),
            Optional.empty(),
            List.of(),
            false),
        TrainingConfig.defaults(),
        JsonNodeFactory.instance.objectNode().put("note", "</script><b>"),
        Optional.empty(),
        Optional.of(new BaselineComparison(table, Baseline.POPULARITY)),
        stages);
  }

  @Test
  void html_baselines_saysWhatWasMeasuredAndWhatCannotBeConcluded() {
    String html = report("Baselines").html();
    assertThat(html)
        .contains("1,234", "reference", "item_samples: 4")
        .contains("How the tuned rows do on unseen visits", "perhaps their settings")
        .contains("so were the settings if they were searched")
        .contains("there are only 3 evaluated users")
        .contains("the times of the visits are unknown")
        .contains("\"row\":\"fused\"");
    assertThat(html.indexOf("<td>slow</td><td>3.0</td><td>75 %</td>"))
        .isPositive()
        .isLessThan(html.indexOf("<td>quick</td>"));
  }

  @Test
  void html_oneSeed_showsNoDeviationAndNoIntervalOverSeeds() {
    assertThat(report("one").html())
        .contains("a paired bootstrap over users for these very models")
        .contains("Differences that other seeds would show again")
        .doesNotContain("<th>±</th>", "users and seeds");
    BaselineRun run = row(Baseline.FUSED, 1, 2, 3).runs().get(0);
    BaselineTable.Row three = new BaselineTable.Row(Baseline.SHARED, List.of(run, run, run));
    BaselineTable table =
        new BaselineTable(
            Split.TEST, List.of(0, 4, 4), List.of(row(Baseline.POPULARITY, 9, 8, 3), three));
    assertThat(report("three", table).html())
        .contains("a paired bootstrap over users and seeds", "<th>±</th>")
        .contains("some have fewer than five seeds")
        .doesNotContain("these very models");
  }

  private static final TrainingConfig CONFIG =
      TrainingConfig.parse(
          "test",
          """
          model: {hidden: [4, 2], embedding_width: 2}
          training: {epochs: 1}
          features:
            - {name: user_id, side: user, kind: id}
            - {name: item_id, side: item, kind: id}
            - {name: shop_id, side: shop, kind: id}
          """);

  private VisitTables tables() {
    return new TableFolder(folder)
        .with("visits.csv", "user_id,page,target_id,time", "a,item,i,1", "a,shop,s,2", "b,shop,t,3")
        .open();
  }

  @Test
  void ofRun_sampleShards_saysThatTimesAreNotKept() {
    try (VisitTables tables = tables()) {
      ShardWriter.write(tables, folder.resolve("shards"), 1);
    }
    try (SampleShards shards = SampleShards.open(folder.resolve("shards"), folder)) {
      ShardedInput input = ShardedInput.load(shards, CONFIG, 10);
      TrainingResult run = Trainer.ofShards(CONFIG, input, TrainingListener.SILENT).train();
      String html =
          Report.ofRun("run", shards.tables(), input.input(), run, Optional.empty(), new Stages())
              .html();
      assertThat(html)
          .contains("Time of the visits: not kept in samples. Of samples, the visits of the train")
          .doesNotContain("the split is not by time");
    }
  }

  @Test
  void html_rowLeftOut_saysWhy() {
    BaselineTable.LeftOut both = new BaselineTable.LeftOut(Baseline.BOTH, "It does not <fit>.");
    assertThat(report("all").html()).doesNotContain("Left out");
    assertThat(report("some", table().withLeftOut(List.of(both))).html())
        .contains("<p>Left out <code>both</code>: It does not &lt;fit&gt;.</p>");
  }

  @Test
  void ofRun_withATable_countsItsRowsAmongTheStages() {
    try (VisitTables tables = tables()) {
      TrainingInput input = TrainingInput.load(tables, CONFIG, Progress.none());
      TrainingResult run = new Trainer(CONFIG, input, TrainingListener.SILENT).train();
      BaselineComparison rows = new BaselineComparison(table(), Baseline.POPULARITY);
      String html = Report.ofRun("run", tables, input, run, Optional.of(rows), new Stages()).html();
      assertThat(html)
          .contains("<td>row popularity</td><td>1.0</td>", "<td>row fused</td><td>1.0</td>")
          .doesNotContain("not kept in samples", "Of samples");
    }
  }

  @Test
  void html_resumedWithAnotherLearningRate_saysSo() {
    assertThat(htmlOfRun(List.of(0.1))).doesNotContain("another learning rate");
    assertThat(htmlOfRun(List.of(0.1, 0.01)))
        .contains("resumed with another learning rate. Its steps had 0.1, 0.01;");
  }

  @Test
  void html_trainedOn_saysHowBothFiguresLean() {
    Growth.Change change = Growth.Change.of(evaluation(1, 2, 3), evaluation(2, 1, 3));
    assertThat(htmlOfRun(growth(Optional.of(change), Optional.of(change))))
        .contains("forgetting is overstated", "the gain is flattered");
    assertThat(htmlOfRun(growth(Optional.of(change), Optional.empty())))
        .contains("the gain is flattered")
        .doesNotContain("forgetting is overstated");
    assertThat(htmlOfRun(List.of(0.1)))
        .doesNotContain("the gain is flattered", "forgetting is overstated");
  }

  private static Growth growth(
      Optional<Growth.Change> newVisits, Optional<Growth.Change> earlierUsers) {
    return new Growth(
        "0123456789abcdef", Map.of(), 0, 0, newVisits, earlierUsers, new Growth.LeftOut(0, 0));
  }

  private static String htmlOfRun(List<Double> learningRates) {
    return html(run(learningRates));
  }

  private static String htmlOfRun(Growth growth) {
    return html(run(List.of(0.1)).with(growth));
  }

  private static TrainingResult run(List<Double> learningRates) {
    TrainingConfig config = TinyMarket.config(Direction.NONE, 0);
    FeatureContract contract = TinyMarket.contract();
    FusedModel model =
        FusedModel.create(config, contract, TinyMarket.items(contract), TinyMarket.shops(contract));
    EpochReport epoch = new EpochReport(1, 0.5, Optional.empty(), true, 1, 0, learningRates);
    return new TrainingResult(model, 1, List.of(epoch), Optional.empty());
  }

  private static String html(TrainingResult run) {
    return new Report(
            "test",
            new DataSummary(
                1, 1, 1, List.of(), List.of(), List.of(), Optional.empty(), List.of(), false),
            run.model().config(),
            JsonNodeFactory.instance.objectNode(),
            Optional.of(run),
            Optional.empty(),
            new Stages())
        .html();
  }

  @Test
  void html_ownPart_fetchesNothing() {
    String html = report("Baselines").html();
    int chart = html.indexOf("<script>/*!");
    int end = html.indexOf("</script>", chart);
    assertThat(chart).isPositive();
    assertThat(html.substring(0, chart) + html.substring(end)).doesNotContainPattern(FETCHED);
  }

  @Test
  void html_textWithMarkup_isEscaped() {
    String html = report("<img src=x> & more").html();
    assertThat(html).contains("&lt;img src").doesNotContain("<img");
    assertThat(html).doesNotContain("</script><b>");
  }

  @Test
  void write_twice_replacesThePage() {
    Path file = folder.resolve("report.html");
    report("one").write(file);
    report("two").write(file);
    assertThat(file).content().contains("<title>two</title>");
    assertThat(folder.toFile().list()).containsExactly("report.html");
  }
}
