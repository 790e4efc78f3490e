package dev.shopfuse.spark.scale;

import dev.shopfuse.spark.train.SparkRounds;
import dev.shopfuse.training.cluster.ShardTraining;
import dev.shopfuse.training.cluster.TrainingJob;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.train.CheckpointSettings;
import dev.shopfuse.training.train.RoundSettings;
import dev.shopfuse.training.train.Sharing;
import dev.shopfuse.training.train.TrainingListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;

/**
 * Trains twice on a cluster of two executor processes on this machine, kills one of them in the
 * middle of a round of the second run, and compares the weights.
 *
 * <p>Needs SPARK_HOME as {@link ExecutorLoss} does.
 *
 * <pre>TrainingLoss SHARDS CONFIG WORK</pre>
 */
public final class TrainingLoss {
  private static final RoundSettings ROUNDS = new RoundSettings(2, 2);

  /** The fourth round: each starts a task a share, and one that merges. */
  private static final int KILL_AT_TASK = 3 * (ROUNDS.shares() + 1) + 1;

  private final Path samples;
  private final TrainingConfig config;
  private final Path work;
  private final SparkSession session;

  private TrainingLoss(Path samples, TrainingConfig config, Path work, SparkSession session) {
    this.samples = samples;
    this.config = config;
    this.work = work;
    this.session = session;
  }

  public static void main(String[] arguments) {
    Path work = Path.of(arguments[2]).toAbsolutePath();
    SparkSession session = LocalCluster.start(work);
    Path samples = Path.of(arguments[0]).toAbsolutePath();
    TrainingConfig config = TrainingConfig.read(Path.of(arguments[1]));
    TrainingLoss runs = new TrainingLoss(samples, config, work, session);
    String undisturbed = runs.weights("undisturbed-model");
    TaskKiller killer = new TaskKiller();
    session.sparkContext().addSparkListener(killer);
    String disturbed = runs.weights("disturbed-model");
    session.stop();
    if (!killer.killed || !undisturbed.equals(disturbed)) {
      throw new IllegalStateException(
          "Killed: %s; weights %s undisturbed, %s disturbed"
              .formatted(killer.killed, undisturbed, disturbed));
    }
    System.out.println("  killed an executor while training; weights are the same: " + disturbed);
  }

  private String weights(String name) {
    Path model = work.resolve(name);
    CheckpointSettings checkpoints =
        new CheckpointSettings(
            CheckpointSettings.directoryFor(model), Duration.ofDays(1), 0, false);
    try (SparkRounds rounds = SparkRounds.on(session, ROUNDS.shares())) {
      return ShardTraining.run(
              new TrainingJob(samples, config, model, checkpoints),
              work,
              TrainingListener.SILENT,
              Optional.of(new Sharing(ROUNDS, rounds)))
          .model()
          .weightsDigest();
    }
  }

  /** Kills an executor when a certain task starts, so that a share is being trained. */
  private static final class TaskKiller extends SparkListener {
    private final AtomicInteger tasksLeft = new AtomicInteger(KILL_AT_TASK);
    private volatile boolean killed;

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (tasksLeft.decrementAndGet() == 0) {
        killed = LocalCluster.killOne();
      }
    }
  }
}
