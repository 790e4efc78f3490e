package dev.shopfuse.training.train;

import dev.shopfuse.sdk.RankRequest;
import dev.shopfuse.training.evaluate.CaseRequests;
import dev.shopfuse.training.evaluate.RequestFile;
import dev.shopfuse.training.evaluate.UserProfiles;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Path;
import java.util.List;

/** A finished run as a model directory with {@code metrics.json} and {@code requests.jsonl}. */
public final class RunDirectory {
  private static final int REQUESTS = 64;

  private RunDirectory() {}

  /**
   * Saves a run, all or nothing.
   *
   * @param tables the tables the run learned from, still open
   * @param extras writes further files beside them, such as a report
   * @throws dev.shopfuse.training.InputException if it cannot be written there
   */
  public static void save(
      TrainingResult result,
      TrainingInput input,
      VisitTables tables,
      Path directory,
      ModelDirectory.Extras extras) {
    List<RankRequest> requests = requests(input, tables);
    ModelDirectory.save(
        result.model(),
        directory,
        fresh -> {
          MetricsFile.write(result, input, fresh);
          RequestFile.write(fresh.resolve(RequestFile.NAME), requests);
          extras.write(fresh);
        });
  }

  private static List<RankRequest> requests(TrainingInput input, VisitTables tables) {
    CaseRequests requests =
        new CaseRequests(
            UserProfiles.of(tables),
            input.samples().sequences(Split.TUNE),
            input.items().ids(),
            input.shops().ids());
    return input.samples().cases(Split.TUNE).stream()
        .limit(REQUESTS)
        .map(requests::request)
        .toList();
  }
}
