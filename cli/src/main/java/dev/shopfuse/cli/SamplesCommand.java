package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shopfuse.training.cluster.ClusterEngine;
import dev.shopfuse.training.cluster.ClusterEngine.Place;
import dev.shopfuse.training.cluster.ClusterEngine.SamplesJob;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.sample.ShardWriter;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cuts samples out of visit tables and writes them as shards. */
@Command(
    name = "samples",
    description = "Cuts samples out of visit tables and writes them as Parquet shards.",
    mixinStandardHelpOptions = true)
final class SamplesCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--engine",
      defaultValue = "duckdb",
      paramLabel = "NAME",
      description = "duckdb or spark; both write the same rows. Default: ${DEFAULT-VALUE}.")
  private String engine;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--shards",
      defaultValue = "0",
      paramLabel = "N",
      description = "Default: one for each half million visits.")
  private int shards;

  @Mixin private Output output;

  @Override
  public Integer call() throws Exception {
    Place place = cluster.place(data.folder(), out);
    SamplesJob job = new SamplesJob(shards);
    SampleSummary summary =
        engine.equals("duckdb") ? byDuckDb(job) : ClusterEngine.named(engine).samples(place, job);
    output.result(new JsonMapper().readTree(summary.toJson()));
    output.say(
        "%,d examples of %,d users in %,d shards written to %s",
        summary.exampleCount(), summary.users(), summary.shards(), out);
    return 0;
  }

  private SampleSummary byDuckDb(SamplesJob job) {
    try (ProgressDisplay bars = output.progress();
        VisitTables tables = data.open(cluster.maxBadShare(), output, bars)) {
      return ShardWriter.write(tables, out, job.shards());
    }
  }
}
