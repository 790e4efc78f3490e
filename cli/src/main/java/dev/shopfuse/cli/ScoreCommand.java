package dev.shopfuse.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shopfuse.training.cluster.ClusterEngine;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.ScoringReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ranks all shops for all users of visit tables. */
@Command(
    name = "score",
    description = "Ranks all shops for all users with a bundle and writes the best as Parquet.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  @Mixin private DataOptions data;

  @Option(names = "--bundle", required = true, paramLabel = "FILE", description = "The model.")
  private Path bundle;

  @Mixin private TrustOptions trust;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--top",
      defaultValue = "20",
      paramLabel = "K",
      description = "How many shops to keep for each user. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--exclude-visited", description = "Leave out the shops that a user has visited.")
  private boolean excludeVisited;

  @Option(
      names = "--engine",
      defaultValue = "spark",
      paramLabel = "NAME",
      description = "Default: ${DEFAULT-VALUE}.")
  private String engine;

  @Mixin private ClusterOptions cluster;

  @Mixin private Output output;

  @Override
  public Integer call() throws IOException {
    ScoringReport report =
        ClusterEngine.named(engine)
            .score(
                cluster.place(data.folder(), out),
                new ScoringJob(
                    bundle.toAbsolutePath().toString(), trust.pem(), top, excludeVisited));
    ObjectNode result = new JsonMapper().createObjectNode();
    result
        .put("users", report.users())
        .put("shops", report.shops())
        .put("rows", report.rows())
        .put("seconds", report.seconds());
    output.result(result.put("out", out.toString()));
    output.say("%s", report);
    return 0;
  }
}
