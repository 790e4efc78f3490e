package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.export.bundle.ExportReport;
import dev.shopfuse.export.serving.ServingForm;
import dev.shopfuse.sdk.Page;
import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.sdk.RankedShop;
import dev.shopfuse.sdk.Ranking;
import dev.shopfuse.sdk.ShopRanker;
import dev.shopfuse.sdk.Visit;
import dev.shopfuse.sdk.bundle.BundleTrust;
import dev.shopfuse.sdk.sign.SigningKey;
import dev.shopfuse.training.baseline.Baseline;
import dev.shopfuse.training.baseline.BaselineComparison;
import dev.shopfuse.training.baseline.BaselineResults;
import dev.shopfuse.training.baseline.BaselineTable;
import dev.shopfuse.training.baseline.Baselines;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.RequestFile;
import dev.shopfuse.training.report.Report;
import dev.shopfuse.training.report.Stages;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.simulate.MarketplaceSimulator;
import dev.shopfuse.training.simulate.MarketplaceSimulator.Simulation;
import dev.shopfuse.training.simulate.SimulationConfig;
import dev.shopfuse.training.table.VisitTables;
import dev.shopfuse.training.train.Calibrator;
import dev.shopfuse.training.train.RunDirectory;
import dev.shopfuse.training.train.Trainer;
import dev.shopfuse.training.train.TrainingInput;
import dev.shopfuse.training.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The steps of the demo, each the one that a command of its own takes. */
final class Demo {
  private static final int SHOWN = 5;
  private static final String KEYS = "keys";

  private final Path folder;
  private final Output output;
  private final ProgressDisplay bars;
  private final TrainingConfig config = Configurations.shipped("demo");
  private final ObjectNode result = new JsonMapper().createObjectNode();
  private final Stages stages = new Stages();

  Demo(Path folder, Output output, ProgressDisplay bars) {
    this.folder = folder;
    this.output = output;
    this.bars = bars;
  }

  ObjectNode run() throws Exception {
    Path data = folder.resolve("data");
    Path model = folder.resolve("model");
    Path bundle = folder.resolve("demo.shopfuse");
    simulate(data);
    try (VisitTables tables =
        stages.time("reading tables", () -> DataOptions.open(data, config, output, bars))) {
      train(tables, model);
    }
    export(model, bundle);
    rank(model, bundle);
    output.say("%nEverything is in %s:", folder);
    output.say("  data/           the simulated visit tables");
    output.say("  model/          the trained model, report.html, metrics.json, requests.jsonl");
    output.say("  keys/           the key that signs, and the one to pin in the app");
    output.say("  demo.shopfuse   the signed bundle to ship, demo.onnx the bare graph");
    return result;
  }

  private void simulate(Path data) throws IOException {
    SimulationConfig size = SimulationConfig.defaults();
    output.say(
        "1. Simulate a marketplace: %,d users, %,d items, %,d shops",
        size.users(), size.items(), size.shops());
    Files.createDirectories(folder);
    Simulation simulation = MarketplaceSimulator.simulate(size, data, bars.steps("Simulating"));
    output.say(
        "   %,d item visits, %,d shop visits", simulation.itemVisits(), simulation.shopVisits());
    result.put("data", data.toString());
  }

  private void train(VisitTables tables, Path model) {
    TrainingInput input =
        stages.time(
            "making samples and features",
            () -> TrainingInput.load(tables, config, bars.steps("Making samples")));
    output.say(
        "%n2. Train the fused model on %,d shop visits; * marks the best epoch on tune",
        input.samples().train().size());
    TrainingResult trained =
        new Trainer(config, input, new TrainingProgress(bars, output, config)).train();
    TrainingResult run = stages.time("calibrating", () -> Calibrator.calibrate(trained, input));
    result.put("model", model.toString()).put("best_epoch", run.bestEpoch());
    BaselineComparison table =
        compare(new Baselines(tables, config, input, Split.TEST, BaselineResults.inMemory()), run);
    Report page =
        Report.ofRun(
            "Demo: a simulated marketplace", tables, input, run, Optional.of(table), stages);
    RunDirectory.save(run, input, tables, model, fresh -> page.write(fresh.resolve(Report.NAME)));
  }

  private BaselineComparison compare(Baselines baselines, TrainingResult run) {
    output.say("%n3. Compare with baselines on the test split, all shops ranked");
    List<Baseline> others =
        List.of(
            Baseline.POPULARITY,
            Baseline.ITEM_TO_SHOP,
            Baseline.ITEM_KNN,
            Baseline.MATRIX_FACTORISATION,
            Baseline.SHOP_ONLY,
            Baseline.SHARED);
    List<Long> seed = List.of(config.training().seed());
    BaselineTable table =
        baselines
            .measure(others, seed, (baseline, s) -> bars.training(baseline.label()))
            .with(baselines.measure(Baseline.FUSED, run.model()));
    BaselineComparison comparison = new BaselineComparison(table, Baseline.SHOP_ONLY);
    BaselineText.print(comparison, output);
    result.put("split", table.split().label());
    ObjectNode metrics = result.putObject("metrics");
    for (BaselineTable.Row row : table.rows()) {
      ObjectNode values = metrics.putObject(row.baseline().label());
      row.metrics().forEach(metric -> values.put(metric, row.mean(metric)));
    }
    return comparison;
  }

  private void export(Path model, Path bundle) throws IOException {
    output.say("%n4. Export to ONNX, prove parity, sign and verify the bundle");
    SigningKey key = KeyFiles.generate(folder.resolve(KEYS));
    ExportReport report =
        new ModelExport(model, "demo", Optional.empty(), ServingForm.PLAIN, Optional.of(key))
            .to(bundle, Optional.of(folder.resolve("demo.onnx")));
    ModelExport.tell(report, output);
    result.put("bundle", bundle.toString()).put("bundle_bytes", report.bytes());
    result.set("parity", ModelExport.json(report.parity()));
  }

  private void rank(Path model, Path bundle) throws Exception {
    RankRequest user = RequestFile.read(model.resolve(RequestFile.NAME)).get(0);
    try (ShopRanker ranker = ShopRanker.open(bundle.toFile(), trust())) {
      Ranking ranking =
          ranker.rank(
              RankRequest.forUser(user.profile())
                  .visits(user.visits())
                  .allShops()
                  .limit(SHOWN)
                  .build());
      output.say("%n5. Rank shops offline for a user of the tune split with %s", visits(user));
      int place = 1;
      for (RankedShop shop : ranking.shops()) {
        output.say("  %2d  %-12s %.4f", place++, shop.id(), shop.score());
        result.withArray("ranking").addObject().put("id", shop.id()).put("score", shop.score());
      }
    }
  }

  private BundleTrust trust() throws IOException {
    return TrustOptions.pinned(folder.resolve(KEYS).resolve(KeyFiles.PUBLIC));
  }

  private static String visits(RankRequest user) {
    long items = user.visits().stream().map(Visit::page).filter(Page.ITEM::equals).count();
    return "%d item visits and %d shop visits".formatted(items, user.visits().size() - items);
  }
}
