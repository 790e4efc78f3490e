package dev.shopfuse.spark;

import dev.shopfuse.spark.sample.SparkSamples;
import dev.shopfuse.spark.score.BatchScoring;
import dev.shopfuse.spark.score.ScoringBundle;
import dev.shopfuse.spark.table.OutputPath;
import dev.shopfuse.spark.table.SparkDatabase;
import dev.shopfuse.spark.table.SparkTables;
import dev.shopfuse.spark.train.SparkRounds;
import dev.shopfuse.training.cluster.ClusterEngine;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.ScoringReport;
import dev.shopfuse.training.cluster.ShardTraining;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.Sharing;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** The jobs on Apache Spark. Not thread-safe; a job opens a session and closes it. */
public final class SparkEngine implements ClusterEngine {
  /** Creates the engine; nothing of Spark starts before a job. */
  public SparkEngine() {}

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public SampleSummary samples(Place place, SamplesJob job) {
    return onTables(place, tables -> SparkSamples.write(tables, place.output(), job.shards()));
  }

  @Override
  public ScoringReport score(Place place, ScoringJob job) {
    ScoringBundle bundle = ScoringBundle.open(job);
    return onTables(place, tables -> BatchScoring.write(tables, bundle, place.output()));
  }

  @Override
  public TrainingResult train(
      Place place, TrainingJob job, RoundSettings rounds, TrainingListener listener) {
    return run(
        place,
        session -> {
          try (SparkRounds runner = SparkRounds.on(session, rounds.shares())) {
            Sharing sharing = new Sharing(rounds, runner);
            return ShardTraining.run(job, Path.of(place.scratch()), listener, Optional.of(sharing));
          }
        });
  }

  private static <T> T onTables(Place place, Function<SparkTables, T> job) {
    return run(
        place,
        session -> {
          OutputPath.requireNew(session, place.output());
          try (SparkDatabase database = SparkDatabase.open(session, place.scratch())) {
            SparkTables tables = SparkTables.open(database, place.data(), place.maxBadShare());
            tables.badRows().forEach(rows -> System.err.println("Left out: " + rows));
            return job.apply(tables);
          }
        });
  }

  private static <T> T run(Place place, Function<SparkSession, T> job) {
    try (SparkSession session = SparkSessions.open(place.master(), settings(place))) {
      return job.apply(session);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Spark is Scala: what it throws is declared nowhere.
      throw SparkFailure.explain(e);
    }
  }

  private static Map<String, String> settings(Place place) {
    return Map.of(
        "spark.ui.showConsoleProgress", "false", "spark.sql.warehouse.dir", place.scratch());
  }
}
