package dev.shopfuse.training.train;

import dev.shopfuse.training.evaluate.Evaluation;
import dev.shopfuse.training.evaluate.Metrics;
import dev.shopfuse.training.evaluate.Reliability;
import dev.shopfuse.training.evaluate.ScoredPairs;
import dev.shopfuse.training.model.Calibration;
import dev.shopfuse.training.model.FusedModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the shop score of a finished run a probability on the tune split: that a shop is the
 * visited one, where each visited shop stands beside {@code negatives.shops} sampled ones.
 */
public final class Calibrator {
  private Calibrator() {}

  /** Returns the run with its model calibrated; without a tune split, the run as it is. */
  public static TrainingResult calibrate(TrainingResult result, TrainingInput input) {
    FusedModel model = result.model();
    return result
        .evaluation()
        .or(() -> new TuneEvaluation(model.config(), input).of(model))
        .map(evaluation -> calibrate(result, evaluation))
        .orElse(result);
  }

  /** Returns a model calibrated by what an evaluation kept of its scores. */
  public static FusedModel calibrate(FusedModel model, Evaluation evaluation) {
    return model.calibrated(LogitLine.fit(evaluation.pairs(), pair -> true));
  }

  private static TrainingResult calibrate(TrainingResult result, Evaluation evaluation) {
    ScoredPairs pairs = evaluation.pairs();
    CalibrationReport report = report(pairs);
    return new TrainingResult(
        result.model().calibrated(report.calibration()),
        result.bestEpoch(),
        result.epochs(),
        Optional.of(tune(evaluation.metrics(), pairs, report.calibration())),
        Optional.of(evaluation),
        Optional.of(report),
        result.growth());
  }

  static CalibrationReport report(ScoredPairs pairs) {
    Calibration[] ofHalf = new Calibration[2];
    for (int half = 0; half < 2; half++) {
      int other = 1 - half;
      ofHalf[half] = LogitLine.fit(pairs, pair -> pairs.caseIndex(pair) % 2 == other);
    }
    Reliability after = new Reliability();
    for (int pair = 0; pair < pairs.size(); pair++) {
      Calibration fitted = ofHalf[pairs.caseIndex(pair) % 2];
      after.add(fitted.probability(LogitLine.logit(pairs, pair)), pairs.visited(pair));
    }
    Calibration all = LogitLine.fit(pairs, pair -> true);
    return new CalibrationReport(all, pairs.size(), pairs.reliability(), after);
  }

  /** The order of shops is what it was; only what is said of probabilities changes. */
  private static Metrics tune(Metrics metrics, ScoredPairs pairs, Calibration calibration) {
    Reliability calibrated = new Reliability();
    for (int pair = 0; pair < pairs.size(); pair++) {
      double logit = LogitLine.logit(pairs, pair);
      calibrated.add(calibration.probability(logit), pairs.visited(pair));
    }
    Map<String, Double> values = new LinkedHashMap<>(metrics.values());
    values.put("log_loss", calibrated.logLoss());
    values.put("ece", calibrated.error());
    return new Metrics(metrics.cases(), values);
  }
}
