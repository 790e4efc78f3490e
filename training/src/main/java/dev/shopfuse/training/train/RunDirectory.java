package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.CaseRequests;
import dev.shopfuse.training.evaluate.HeldOutFile;
import dev.shopfuse.training.evaluate.RequestFile;
import dev.shopfuse.training.evaluate.UserProfiles;
import dev.shopfuse.training.model.ModelDirectory;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import dev.shopfuse.training.table.VisitTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A finished run as a model directory, with {@code metrics.json}, with {@code requests.jsonl} and
 * {@code held_out.jsonl} of users of the tune split, and with the {@code features.yaml} of the
 * data, if it has one.
 */
public final class RunDirectory {
  private static final int REQUESTS = 64;
  private static final int HELD_OUT_USERS = 1_000;

  /** The features the model was trained with, where the data directory brought them. */
  public static final String FEATURES = "features.yaml";

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
    save(result, input, UserProfiles.of(tables), tables.featureFile(), directory, extras);
  }

  /**
   * Saves a run that learned from shards, all or nothing.
   *
   * @param shards still open
   * @param extras writes further files beside them, such as a report
   * @throws dev.shopfuse.training.InputException if it cannot be written there
   */
  public static void save(
      TrainingResult result, ShardedInput shards, Path directory, ModelDirectory.Extras extras) {
    save(
        result,
        shards.input(),
        shards.profiles(),
        shards.tables().featureFile(),
        directory,
        extras);
  }

  private static void save(
      TrainingResult result,
      TrainingInput input,
      List<Map<String, String>> profiles,
      Optional<Path> features,
      Path directory,
      ModelDirectory.Extras extras) {
    CaseRequests requests =
        new CaseRequests(
            profiles,
            input.samples().sequences(Split.TUNE),
            input.items().ids(),
            input.shops().ids());
    List<EvaluationCase> cases = input.samples().cases(Split.TUNE);
    ModelDirectory.save(
        result.model(),
        directory,
        fresh -> {
          MetricsFile.write(result, input, fresh);
          RequestFile.write(
              fresh.resolve(RequestFile.NAME),
              cases.stream().limit(REQUESTS).map(requests::request).toList());
          HeldOutFile.write(
              fresh.resolve(HeldOutFile.NAME), spread(cases).map(requests::heldOutUser).toList());
          if (features.isPresent()) {
            Files.copy(features.get(), fresh.resolve(FEATURES));
          }
          extras.write(fresh);
        });
  }

  /** Returns users from all over the split. */
  private static Stream<EvaluationCase> spread(List<EvaluationCase> cases) {
    int count = Math.min(HELD_OUT_USERS, cases.size());
    return IntStream.range(0, count)
        .mapToObj(i -> cases.get((int) ((long) i * cases.size() / count)));
  }
}
