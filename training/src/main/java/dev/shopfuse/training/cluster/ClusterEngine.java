package dev.shopfuse.training.cluster;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.sample.SampleLayout;
import dev.shopfuse.training.sample.SampleSummary;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.TrainingListener;
import dev.shopfuse.training.train.TrainingResult;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Runs the large jobs on a cluster. Implementations have a public constructor without arguments.
 */
public interface ClusterEngine {
  /** Returns the name it is asked for by, such as {@code spark}. */
  String name();

  /**
   * Cuts samples out of visit tables and writes them as shards.
   *
   * @throws InputException if the tables cannot be used, or the output is in use
   */
  SampleSummary samples(Place place, SamplesJob job);

  /**
   * Ranks all shops for all users and writes the best.
   *
   * @throws InputException if tables or bundle cannot be used, or the output is in use
   */
  ScoringReport score(Place place, ScoringJob job);

  /**
   * Trains a model from sample shards: tasks train side by side, and what they made is merged every
   * round. Nothing of the engine but {@code place.master()} and {@code place.scratch()} is used;
   * samples and model lie in folders that every machine mounts.
   *
   * @throws InputException if samples, settings or model directory cannot be used
   */
  TrainingResult train(
      Place place, TrainingJob job, RoundSettings rounds, TrainingListener listener);

  /**
   * Where a job runs. Immutable.
   *
   * @param master how the engine calls its cluster, such as {@code local[*]}
   * @param data folder of visit tables
   * @param output folder to write
   * @param scratch folder for what lies between
   * @param maxBadShare share of bad rows of one file, 0 to 1, above which the job fails
   */
  record Place(String master, String data, String output, String scratch, double maxBadShare) {
    /** Refuses shares outside 0 to 1. */
    public Place {
      if (!(maxBadShare >= 0 && maxBadShare <= 1)) {
        throw new InputException(
            "The largest share of bad rows is "
                + maxBadShare
                + "; give 0 to 1, such as 0.01 to leave out up to one row in a hundred");
      }
    }
  }

  /**
   * How to cut samples. Immutable.
   *
   * @param shards how many shards; 0 chooses by the number of visits
   */
  record SamplesJob(int shards) {
    /** Refuses negative numbers. */
    public SamplesJob {
      SampleLayout.requireShards(shards);
    }
  }

  /**
   * Finds an engine on the class path.
   *
   * @throws InputException if it is not there; the message says how it comes there, or which are
   *     known
   */
  static ClusterEngine named(String name) {
    Optional<ClusterEngine> found =
        ServiceLoader.load(ClusterEngine.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(engine -> engine.name().equals(name))
            .findFirst();
    return found.orElseThrow(() -> new InputException(missing(name)));
  }

  private static String missing(String name) {
    return name.equals("spark")
        ? "Engine \"spark\" is not on the class path; start bin/shopfuse, which builds and adds it,"
            + " or submit the job jar to a cluster (docs/scale.md)"
        : "Engine \"" + name + "\" is unknown here; give spark, or duckdb, which only cuts samples";
  }
}
