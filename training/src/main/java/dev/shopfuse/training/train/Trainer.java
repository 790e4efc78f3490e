package dev.shopfuse.training.train;

import dev.shopfuse.training.InputException;
import dev.shopfuse.training.config.TrainingConfig;
import dev.shopfuse.training.evaluate.Evaluator;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.ModelScorer;
import dev.shopfuse.training.evaluate.UserPasts;
import dev.shopfuse.training.model.FusedModel;
import dev.shopfuse.training.model.ModelSnapshot;
import dev.shopfuse.training.network.SingleThread;
import dev.shopfuse.training.sample.EvaluationCase;
import dev.shopfuse.training.sample.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a {@link FusedModel} until the tune metric stops improving, and keeps the best epoch.
 *
 * <p>A seed decides everything: fresh weights, the order of the examples, their negatives and
 * dropout. Equal configuration and data give equal weights to the bit on the same machine. Not
 * thread-safe; one run at a time in a process, since ND4J's random state belongs to the thread.
 */
public final class Trainer {
  private final TrainingConfig config;
  private final TrainingInput input;
  private final TrainingListener listener;
  private final List<EvaluationCase> tuneCases;
  private final Evaluator evaluator;

  /**
   * Prepares a run.
   *
   * @throws InputException if there is no example to learn from
   */
  public Trainer(TrainingConfig config, TrainingInput input, TrainingListener listener) {
    this.config = config;
    this.input = input;
    this.listener = listener;
    this.tuneCases = input.samples().cases(Split.TUNE);
    this.evaluator = Samplers.evaluator(config, input.samples());
    if (input.samples().train().isEmpty()) {
      throw new InputException(
          "There is no shop visit in the train split, so there is nothing to learn from.");
    }
  }

  /**
   * Trains.
   *
   * @throws InputException if the loss is no longer a number; it says in which epoch and step
   */
  public TrainingResult train() {
    SingleThread.use();
    Nd4j.getRandom().setSeed(config.training().seed());
    FusedModel model = FusedModel.create(config, input.contract(), input.items(), input.shops());
    ExampleStream stream = new ExampleStream(config, input.samples(), users(model, Split.TRAIN));
    UserPasts tuneUsers = users(model, Split.TUNE);
    List<EpochReport> reports = new ArrayList<>();
    Optional<ModelSnapshot> best = Optional.empty();
    int bestEpoch = 0;
    for (int epoch = 1; epoch <= config.training().epochs(); epoch++) {
      EpochReport report = epoch(model, stream, tuneUsers, epoch, bestValue(reports, bestEpoch));
      reports.add(report);
      listener.onEpoch(report);
      if (report.best()) {
        bestEpoch = epoch;
        best = Optional.of(model.snapshot());
      } else if (epoch - bestEpoch >= config.training().patience()) {
        break;
      }
    }
    best.ifPresent(model::restore);
    return new TrainingResult(model, bestEpoch, reports);
  }

  private EpochReport epoch(
      FusedModel model, ExampleStream stream, UserPasts users, int epoch, double bestValue) {
    long start = System.nanoTime();
    double loss = steps(model, stream, epoch);
    long trained = System.nanoTime();
    Optional<Metrics> tune = Optional.empty();
    if (!tuneCases.isEmpty()) {
      ModelScorer scorer = new ModelScorer(model, users);
      tune =
          Optional.of(
              evaluator.evaluate(
                  scorer, tuneCases, done -> listener.onEvaluation(epoch, done, tuneCases.size())));
    }
    // Without a tune split the last epoch counts as the best.
    boolean isBest = tune.isEmpty() || monitored(tune.get()) > bestValue;
    return new EpochReport(
        epoch, loss, tune, isBest, seconds(start, trained), seconds(trained, System.nanoTime()));
  }

  private double steps(FusedModel model, ExampleStream stream, int epoch) {
    double[] sum = new double[2];
    int total = input.samples().train().size();
    stream.forEachBatch(
        epoch,
        (batch, done) -> {
          double loss = model.step(batch);
          sum[0] += loss;
          sum[1]++;
          requireFinite(loss, epoch, (int) sum[1]);
          listener.onStep(epoch, done, total);
        });
    return sum[0] / sum[1];
  }

  private void requireFinite(double loss, int epoch, int step) {
    if (!Double.isFinite(loss)) {
      throw new InputException(
          "The loss is %s in step %d of epoch %d; lower training.learning_rate (now %s) or look for"
                  .formatted(loss, step, epoch, config.training().learningRate())
              + " extreme numbers in the features.");
    }
  }

  private double bestValue(List<EpochReport> reports, int bestEpoch) {
    return bestEpoch == 0
        ? Double.NEGATIVE_INFINITY
        : reports.get(bestEpoch - 1).tune().map(this::monitored).orElse(Double.NEGATIVE_INFINITY);
  }

  private double monitored(Metrics metrics) {
    return metrics.value(config.training().monitor().metric());
  }

  private UserPasts users(FusedModel model, Split split) {
    return new UserPasts(model.contexts(), input.users(), input.samples().sequences(split));
  }

  private static double seconds(long fromNanos, long toNanos) {
    return (toNanos - fromNanos) / 1e9;
  }
}
