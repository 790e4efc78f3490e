package dev.shopfuse.spark;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.cluster.ClusterEngine.Place;
import dev.shopfuse.training.cluster.ClusterEngine.SamplesJob;
import dev.shopfuse.training.cluster.ScoringJob;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.TrainingResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code spark-submit} starts.
 *
 * <pre>
 * spark-submit --class dev.shopfuse.spark.SparkJob JOB.jar samples DATA OUT [SHARDS]
 * spark-submit ... JOB.jar score BUNDLE DATA OUT TOP [PUBLIC_KEY.pem]
 * spark-submit ... JOB.jar train SAMPLES CONFIG.yaml MODEL TASKS ROUND_STEPS
 * </pre>
 *
 * Training needs DL4J and DuckDB on driver and executors, which the job jar leaves out, and folders
 * that every machine mounts; a run that broke off goes on from its last round (docs/scale.md).
 *
 * <p>Folders are on a file system that driver and executors reach. What few calls need is set by
 * {@code --conf} of {@code spark-submit}:
 *
 * <pre>
 * spark.shopfuse.scratch         folder for what lies between; default: beside OUT or MODEL
 * spark.shopfuse.maxBadShare     share of bad rows of a file, 0 to 1, that is left out; default: 0
 * spark.shopfuse.excludeVisited  true leaves out shops that a user has visited; default: false
 * </pre>
 */
public final class SparkJob {
  private SparkJob() {}

  /**
   * Runs one job. A wrong call ends with one sentence and exit code 2; wrong input, and a file that
   * cannot be read or written, with exit code 1.
   */
  public static void main(String[] arguments) {
    try {
      System.out.println(run(arguments));
    } catch (InputException e) {
      System.err.println("shopfuse: " + e.getMessage());
      System.exit(1);
    } catch (UncheckedIOException e) {
      System.err.println("shopfuse: " + SparkFailure.sentence(e));
      System.exit(1);
    } catch (IllegalArgumentException e) {
      System.err.println("shopfuse: " + e.getMessage());
      System.exit(2);
    }
  }

  /** Runs one job and returns what to tell of it. */
  static String run(String... arguments) {
    SparkEngine engine = new SparkEngine();
    String job = arguments.length == 0 ? "" : arguments[0];
    if (job.equals("samples") && arguments.length >= 3 && arguments.length <= 4) {
      int shards = arguments.length == 4 ? number("SHARDS", arguments[3]) : 0;
      return engine.samples(place(arguments[1], arguments[2]), new SamplesJob(shards)).toJson();
    }
    if (job.equals("score") && arguments.length >= 5 && arguments.length <= 6) {
      String key = arguments.length == 6 ? key(arguments[5]) : "";
      int top = number("TOP", arguments[4]);
      ScoringJob scoring = new ScoringJob(arguments[1], key, top, JobProperties.excludeVisited());
      return engine.score(place(arguments[2], arguments[3]), scoring).toString();
    }
    if (job.equals("train") && arguments.length == 6) {
      return train(engine, arguments);
    }
    throw new IllegalArgumentException(
        "give samples DATA OUT [SHARDS], score BUNDLE DATA OUT TOP [PUBLIC_KEY.pem], or"
            + " train SAMPLES CONFIG.yaml MODEL TASKS ROUND_STEPS; spark.shopfuse.scratch,"
            + " .maxBadShare and .excludeVisited are set by --conf");
  }

  private static String train(SparkEngine engine, String... arguments) {
    Path model = Path.of(arguments[3]);
    CheckpointSettings checkpoints =
        new CheckpointSettings(
            CheckpointSettings.directoryFor(model), Duration.ofMinutes(10), 0, true);
    TrainingConfig config = TrainingConfig.read(Path.of(arguments[2]));
    TrainingResult result =
        engine.train(
            place(arguments[1], arguments[3]),
            new TrainingJob(Path.of(arguments[1]), config, model, checkpoints),
            new RoundSettings(number("TASKS", arguments[4]), number("ROUND_STEPS", arguments[5])),
            new EpochLines(System.out, config));
    return "Model of epoch %d written to %s".formatted(result.bestEpoch(), model);
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is \"" + text + "\"; give a whole number", e);
    }
  }

  private static String key(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new InputException("Cannot read the public key " + file + ": " + e.getMessage(), e);
    }
  }

  private static Place place(String data, String output) {
    String scratch = JobProperties.scratch(output);
    String master = System.getProperty("spark.master", "");
    return new Place(master, data, output, scratch, JobProperties.maxBadShare());
  }
}
